import { expect, test } from "vitest";
import type { TemplateLine } from "../src/api/bindings";
import { linesOf, typedLines } from "../src/features/templates/lines";

test("lines are typed as they are read, and empty ones do not count", () => {
  const lines: TemplateLine[] = [
    { kind: "topic", text: "What moved?" },
    { kind: "question", text: "What helped?" },
  ];
  expect(typedLines(lines)).toBe("What moved?\n? What helped?");
  expect(linesOf(typedLines(lines))).toEqual(lines);
  expect(linesOf("  What moved?  \n\n \n?  What helped?\n")).toEqual(lines);
  expect(linesOf("?no space"), "only a sign of its own makes a question").toEqual([
    { kind: "topic", text: "?no space" },
  ]);
});
