import { describe, expect, it } from "vitest";
import { startsWords } from "../src/shell/matching";

describe("words are matched by their beginnings", () => {
  it.each([
    ["goal", "Set a goal", true],
    ["se go", "Set a goal", true],
    ["oal", "Set a goal", false],
    ["zuruck", "Zurück auf 100 %", true],
    ["turn pop-ups", "Turn pop-ups on again", true],
    ["", "Anything", true],
  ])("%j in %j: %s", (typed, text, found) => {
    expect(startsWords(typed, text), "every typed word begins some word").toBe(found);
  });
});
