import { expect, test } from "vitest";
import { wellFormed } from "../src/api/wellFormed";
import { withoutInvisible } from "../src/app/invisible";

test.each([
  ["one\ftwo", "one\ntwo", "one two"],
  ["\u0000a\u0007b\u009bc\ufeff", "abc", "abc"],
  ["a\tb\nc", "a\tb\nc", "a\tb\nc"],
  ["\u202eadA\u202c \u2067x\u2069", "\u202eadA\u202c \u2067x\u2069", "adA x"],
  ["نور\u200f \u200d so\u00adft 🎓", "نور\u200f \u200d so\u00adft 🎓", "نور\u200f \u200d so\u00adft 🎓"],
])("%j loses what nobody sees", (pasted, lines, line) => {
  expect(withoutInvisible(pasted, false)).toBe(lines);
  expect(withoutInvisible(pasted, true)).toBe(line);
});

test("half a sign is not sent", () => {
  const sent = wellFormed({ text: "a\ud83cb 🎓\udf93", list: ["\udc00", 1, null], deep: { on: true } });
  expect(sent).toEqual({ text: "ab 🎓", list: ["", 1, null], deep: { on: true } });
});
