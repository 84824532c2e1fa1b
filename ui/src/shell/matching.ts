import { plain } from "./mentions";

/** True if every word typed begins some word of the text; accents and case aside. */
export function startsWords(typed: string, text: string): boolean {
  const words = plain(text).split(/[^\p{L}\p{N}]+/u);
  return plain(typed)
    .split(/\s+/)
    .filter((start) => start !== "")
    .every((start) => words.some((word) => word.startsWith(start)));
}
