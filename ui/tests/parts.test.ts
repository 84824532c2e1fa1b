// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parts } from "../src/screens/settings/parts";

const installed = parts.flatMap(({ npm, licence }) => (npm === undefined ? [] : [{ npm, licence }]));

describe("the licences that Settings names", () => {
  it.each(installed)("$npm is given under $licence", ({ npm, licence }) => {
    const path = new URL(`../node_modules/${npm}/package.json`, import.meta.url);
    const { license } = JSON.parse(readFileSync(path, "utf8")) as { license: string };
    expect(license, "the package says so itself").toBe(licence);
  });
});
