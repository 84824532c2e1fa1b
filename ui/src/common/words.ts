import { m } from "../words/messages";

/** Two to twelve as a word, as people write them; the rest in digits. */
export function inWords(count: number): string {
  return m.number_words().split(" ")[count - 2] ?? String(count);
}
