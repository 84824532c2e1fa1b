import { describe, expect, it } from "vitest";
import { startsWords } from "../src/shell/matching";
import { mentionStart, readMention } from "../src/shell/mentions";

const rooms = [
  { id: "1", name: "Amara Okafor" },
  { id: "2", name: "Amalia Berg" },
  { id: "3", name: "Leïla Benali" },
  { id: "4", name: "中村 さくら" },
  { id: "5", name: "Ada" },
  { id: "6", name: "Adam Ask" },
];

function meant(line: string): string[] {
  return readMention(line, rooms)?.rooms.map((room) => room.name) ?? [];
}

describe("a line that begins with @", () => {
  it("names a room by the start of a name", () => {
    expect(readMention("@amar ask about the talk", rooms), "the rest is the text").toEqual({
      rooms: [rooms[0]],
      text: "ask about the talk",
    });
  });

  it("may name the whole person", () => {
    expect(readMention("@Leila Benali budget", rooms), "accents aside").toEqual({
      rooms: [rooms[2]],
      text: "budget",
    });
  });

  it("prefers a whole word to a beginning", () => {
    expect(meant("@ada hello"), "Ada, not Adam").toEqual(["Ada"]);
  });

  it("does not take the sentence for a surname by its first letter", () => {
    expect(readMention("@adam a word about pay", rooms)?.text, "'a' is not Ask").toBe("a word about pay");
  });

  it("says so when it could be two", () => {
    expect(meant("@ama hello"), "both begin so").toEqual(["Amara Okafor", "Amalia Berg"]);
  });

  it("finds names in any script", () => {
    expect(meant("@中村 旅行"), "Japanese").toEqual(["中村 さくら"]);
  });

  it("names nobody if nobody is called so", () => {
    expect(readMention("@zoe hello", rooms), "the name is not kept as text").toEqual({
      rooms: [],
      text: "hello",
    });
    expect(readMention("ask ada", rooms), "no @").toBeNull();
    expect(mentionStart("mail@example.org"), "an address is no mention").toBeNull();
  });
});

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
