import type { TemplateLine } from "../../api/bindings";

const mark = "? ";

/** A template's lines as they are typed: one point a line, a question begins with "? ". */
export function typedLines(lines: readonly TemplateLine[]): string {
  return lines.map(({ kind, text }) => (kind === "question" ? mark + text : text)).join("\n");
}

/** The lines of what was typed; empty ones do not count. */
export function linesOf(typed: string): TemplateLine[] {
  return typed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) =>
      line.startsWith(mark)
        ? { kind: "question", text: line.slice(mark.length).trim() }
        : { kind: "topic", text: line },
    );
}
