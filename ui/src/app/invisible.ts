import { takenOut, takenOutOfALine } from "../api/bindings";

const sign = (ranges: number[][]) =>
  ranges.map((ends) => ends.map((code) => `\\u{${code.toString(16)}}`).join("-")).join("");
const ends = /[\v\f\u0085]+/gu;
const nowhere = new RegExp(`[${sign(takenOut)}]`, "gu");
const inNoLine = new RegExp(`[${sign(takenOutOfALine)}]`, "gu");

/** A text without the signs nobody sees and the core does not keep. Where a page ended, a line ends. */
export function withoutInvisible(text: string, oneLine: boolean): string {
  const kept = text.replace(ends, oneLine ? " " : "\n").replace(nowhere, "");
  return oneLine ? kept.replace(inNoLine, "") : kept;
}
