import { describe, expect, it } from "vitest";
import { mergedLists } from "../src/api/mergedLists";

describe("a list that was changed here and elsewhere", () => {
  it.each([
    [
      ["Ada", "Ben"],
      ["Ada", "Ben", "Cy"],
      ["Ada", "Ben", "Dan"],
      ["Ada", "Ben", "Cy", "Dan"],
    ],
    [["Ada", "Ben"], ["Ada"], ["Ada", "Ben", "Dan"], ["Ada", "Dan"]],
    [["Ada", "Ben"], ["Ben", "Ada"], ["Ada"], ["Ada"]],
    [["Ada"], ["Ada", "Cy"], ["Ada", "Cy"], ["Ada", "Cy"]],
    [[], ["Cy"], [], ["Cy"]],
  ])("%j, here %j, there %j: %j", (before, mine, now, both) => {
    expect(mergedLists(before, mine, now), "neither takes back what the other did").toEqual(both);
  });
});
