// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const source = new URL("../src/", import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.(svelte|ts)$/.test(name) && !name.startsWith("words"),
);

/** The four ways in which a name and its key stand in the sources. */
const written = [
  /label:\s*(?:\(\) => )?m\.(?<name>\w+)[^{}]{0,80}?keys:\s*"(?<keys>[^"]+)"/g,
  /keys="(?<keys>[^"]+)"[^>]*>\{m\.(?<name>\w+)/g,
  /does\("\w+", m\.(?<name>\w+), "(?<keys>[^"]+)"/g,
  /act\("\w+", m\.(?<name>\w+), \w+, "(?<keys>[^"]+)"/g,
];

/** Letters by the names of what they do. N adds what its screen is of, and Enter opens the row it is pressed on. */
function lettersByName(): Map<string, Set<string>> {
  const letters = new Map<string, Set<string>>();
  for (const file of files) {
    const text = readFileSync(new URL(file, source), "utf8");
    for (const way of written)
      for (const { groups } of text.matchAll(way)) {
        const { name = "", keys = "" } = groups ?? {};
        if (!/^(Shift\+)?[A-Z]$/.test(keys) || keys === "N") continue;
        letters.set(name, (letters.get(name) ?? new Set()).add(keys));
      }
  }
  return letters;
}

describe("the letters", () => {
  it("are the same wherever the same can be done", () => {
    const letters = lettersByName();
    expect(letters.size, "they are found").toBeGreaterThan(40);
    const several = [...letters].filter(([, keys]) => keys.size > 1);
    expect(several.map(([name, keys]) => `${name}: ${[...keys].join(" ")}`)).toEqual([]);
  });
});
