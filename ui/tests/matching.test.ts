import { describe, expect, it } from "vitest";
import { startsWords } from "../src/shell/matching";
import { m } from "../src/words/messages";

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

  it.each([
    ["en", "new", "Add a promise", true],
    ["en", "help", "Show all keys", true],
    ["en", "dark", "Go to Settings", true],
    ["en", "mentor", "Add a person", true],
    ["en", "new task", "Add a promise", true],
    ["en", "ne", "Add a promise", false],
    ["en", "help", "Set a goal", false],
    ["en", "n", "Add a promise", false],
    ["de", "hilfe", "Alle Tastenkürzel zeigen", true],
    ["de", "neuer termin", "Treffen planen", false],
    ["de", "neu termin", "Treffen planen", true],
    ["de", "dunkel", "Einstellungen öffnen", true],
  ] as const)("in %s, %j means %j: %s", (locale, typed, label, found) => {
    const synonyms = m.palette_synonyms({}, { locale });
    expect(startsWords(typed, label, synonyms), "another word for one of its words").toBe(found);
  });
});
