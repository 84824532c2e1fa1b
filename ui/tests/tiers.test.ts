// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const source = new URL("../src/", import.meta.url);
const core = new URL("../../core/src/", import.meta.url);

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => /\.(ts|svelte)$/.test(name));

/** The folder of a tier that a file stands in, such as `features/goals`; null for one that stands in none. */
function homeOf(name: string): string | null {
  const [tier, folder, ...rest] = name.split("/");
  return rest.length > 0 ? `${tier}/${folder}` : null;
}

/** Which folders of one tier use which others of it; what is only loaded when it is wanted counts, too. */
function uses(tier: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of files.filter((file) => file.startsWith(`${tier}/`))) {
    const from = homeOf(name);
    if (from === null) continue;
    const text = readFileSync(new URL(name, source), "utf8");
    const others = found.get(from) ?? new Set<string>();
    for (const { groups } of text.matchAll(/(?:from |import |import\()"(?<path>\.[^"]+)"/g)) {
      const to = homeOf(normalize(join(dirname(name), groups?.["path"] ?? "")).replaceAll("\\", "/"));
      if (to?.startsWith(`${tier}/`) && to !== from) others.add(to);
    }
    found.set(from, others);
  }
  return found;
}

/** The first circle there is, as the way round; null if there is none. */
function circle(graph: Map<string, Set<string>>): string[] | null {
  const over = new Set<string>();
  const walk = (at: string, way: string[]): string[] | null => {
    if (way.includes(at)) return [...way.slice(way.indexOf(at)), at];
    if (over.has(at)) return null;
    for (const next of graph.get(at) ?? []) {
      const found = walk(next, [...way, at]);
      if (found) return found;
    }
    over.add(at);
    return null;
  };
  for (const at of graph.keys()) {
    const found = walk(at, []);
    if (found) return found;
  }
  return null;
}

describe("the tiers of the interface", () => {
  it.each(["screens", "features", "common"])("have no circle among the folders of %s", (tier) => {
    const graph = uses(tier);
    expect(graph.size).toBeGreaterThan(3);
    expect(circle(graph)).toBeNull();
  });

  it("find a circle where there is one", () => {
    const graph = new Map([
      ["a", new Set(["b"])],
      ["b", new Set(["c"])],
      ["c", new Set(["a"])],
    ]);
    expect(circle(graph)).toEqual(["a", "b", "c", "a"]);
  });

  it("call a feature what core calls it", () => {
    const known = ["concepts", "views", "custody", "."].flatMap((layer) =>
      readdirSync(new URL(`${layer}/`, core), { encoding: "utf8" }).map((name) => name.replace(/\.rs$/, "")),
    );
    const named = readdirSync(new URL("features/", source), { encoding: "utf8" });
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});
