/**
 * True if every word typed begins some word of the text, or another word for one; accents and case aside. Such words
 * stand in the catalogue as `new create=add plan; help=keys`, and count from the third letter.
 */
export function startsWords(typed: string, text: string, synonyms = ""): boolean {
  const words = wordsOf(text);
  const others = synonyms.split(";").flatMap((line) => {
    const [said = "", meant = ""] = line.split("=");
    return wordsOf(meant).some((word) => words.includes(word)) ? wordsOf(said) : [];
  });
  return wordsOf(typed).every((start) => {
    const begins = (word: string) => word.startsWith(start);
    return words.some(begins) || (start.length > 2 && others.some(begins));
  });
}

/** What is typed is taken apart as the text is: "pop-ups" are two words in both. */
function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** A text as it is compared: accents and case aside. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
