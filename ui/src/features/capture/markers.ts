import type { CaptureKind } from "../../api/bindings";

/** What a line becomes that begins with one of these and a space. They count in meeting capture only. */
const markers: Readonly<Record<string, CaptureKind>> = {
  "!": "mine",
  ">": "theirs",
  "*": "advice",
  "+": "win",
  "?": "question",
  "#": "private",
  "=": "decision",
};

/** The markers in the order they are explained in. */
export const marked = Object.entries(markers).map(([marker, kind]) => ({ marker, kind }));

/** A line that begins with a marker and a space, of whatever width: what it becomes, and what is left of it. */
export function readMarker(line: string): { kind: CaptureKind; text: string } | null {
  const kind = /^\s$/.test(line[1] ?? "") ? markers[line[0] ?? ""] : undefined;
  return kind ? { kind, text: line.slice(2) } : null;
}

/** The marker of a kind; none for a plain line. */
export function markerOf(kind: CaptureKind): string {
  return marked.find((one) => one.kind === kind)?.marker ?? "";
}
