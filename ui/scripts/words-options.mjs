/**
 * How Paraglide turns the catalogue into functions. The language lives in a variable of the page:
 * the database remembers it, so neither a cookie nor an address nor the browser's storage does.
 * @type {import("@inlang/paraglide-js").CompilerOptions}
 */
export const wordsOptions = {
  project: "./project.inlang",
  outdir: "./src/words",
  outputStructure: "locale-modules",
  strategy: ["globalVariable", "baseLocale"],
  isServer: "false",
  emitGitIgnore: false,
};
