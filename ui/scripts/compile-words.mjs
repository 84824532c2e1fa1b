// Compiles core/words into src/words with the options the Vite build uses, for tools that run without Vite.
import { compile } from "@inlang/paraglide-js";
import { statSync } from "node:fs";
import { wordsOptions } from "./words-options.mjs";

const sources = [
  "../core/words/en.json",
  "../core/words/de.json",
  "package-lock.json",
  "project.inlang/settings.json",
  "scripts/words-options.mjs",
];
const newest = Math.max(...sources.map((path) => statSync(path).mtimeMs));
const compiled = statSync("src/words/runtime.js", { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (compiled < newest) await compile(wordsOptions);

// The compiler's worker would keep the process for another half minute.
process.exit(0);
