// Keeps the catalogue of sentences, core/words/{en,de}.json, sorted and complete.
//
//   npm run words -- check
//   npm run words -- sort
//   npm run words -- add KEY "English" "Deutsch"     (a JSON array is taken as variants: by count, or by pronoun)
import { mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../core/words/", import.meta.url));
const languages = ["en", "de"];
const schema = "$schema";

const [verb = "check", key, ...texts] = process.argv.slice(2);
if (verb === "check") check();
else if (verb === "sort") locked(() => languages.forEach((language) => write(language, read(language))));
else if (verb === "add" && key && texts.length === languages.length) locked(() => add(key, texts));
else fail('Usage: npm run words -- check | sort | add KEY "English" "Deutsch"');

function check() {
  const problems = [];
  const catalogues = languages.map((language) => [language, read(language)]);
  const keys = new Set(catalogues.flatMap(([, words]) => Object.keys(words)));
  for (const [language, words] of catalogues) {
    if (text(language) !== format(words))
      problems.push(`${language}.json is not sorted, one key a line: npm run words -- sort`);
    for (const key of keys) {
      if (!(key in words)) problems.push(`${language}.json lacks ${key}`);
      else if (!/^[a-z][a-z0-9_]*$/.test(key) && key !== schema) problems.push(`${key} is not snake_case`);
      else if (JSON.stringify(words[key]).includes('""'))
        problems.push(`${language}.json leaves ${key} empty`);
    }
  }
  const [[, english], ...others] = catalogues;
  for (const [language, words] of others) {
    for (const key of Object.keys(english)) {
      if (key in words && names(words[key]) !== names(english[key]))
        problems.push(`${key} names other placeholders in ${language}.json than in en.json`);
    }
  }
  if (problems.length > 0) fail(problems.join("\n"));
}

function names(sentence) {
  const found = JSON.stringify(sentence).matchAll(/\{([a-z_]+)\}/g);
  return [...new Set([...found].map((match) => match[1]))].sort().join(" ");
}

function add(key, texts) {
  languages.forEach((language, index) => {
    const given = texts[index];
    const words = read(language);
    words[key] = given.startsWith("[{") ? JSON.parse(given) : given;
    write(language, words);
  });
}

// A folder is made or found in one step, so two writers never lose each other's keys.
function locked(work) {
  const lock = `${folder}.words-lock`;
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST" || Date.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
  try {
    work();
  } finally {
    rmdirSync(lock);
  }
}

function text(language) {
  return readFileSync(`${folder}${language}.json`, "utf8");
}

function read(language) {
  return JSON.parse(text(language));
}

function format(words) {
  const keys = Object.keys(words).sort((a, b) => (a < b ? -1 : 1));
  return `{\n${keys.map((key) => `  ${JSON.stringify(key)}: ${JSON.stringify(words[key])}`).join(",\n")}\n}\n`;
}

function write(language, words) {
  const path = `${folder}${language}.json`;
  writeFileSync(`${path}.new`, format(words));
  renameSync(`${path}.new`, path);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
