/** True if every word typed begins some word of the text; accents and case aside. */
export function startsWords(typed: string, text: string): boolean {
  const words = wordsOf(text);
  return wordsOf(typed)
    .filter((start) => start !== "")
    .every((start) => words.some((word) => word.startsWith(start)));
}

/** What is typed is taken apart as the text is: "pop-ups" are two words in both. */
function wordsOf(text: string): string[] {
  return plain(text).split(/[^\p{L}\p{N}]+/u);
}

/** A text as it is compared: accents and case aside. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
