/** A line that begins with `@`: with whom, and what is left of it. */
export interface Mention<R> {
  /** The rooms meant: one if the name is clear, more if it is not, none if nobody is called so. */
  rooms: R[];
  /** The line without the name. */
  text: string;
}

/** The first word after `@`, to look for rooms; null if the line does not begin with one. */
export function mentionStart(line: string): string | null {
  return /^\s*@\s*([^\s]+)/.exec(line)?.[1] ?? null;
}

/**
 * Reads "@ada ask about the talk": the rooms whose person's name has words beginning with the words after `@`, as many
 * of them as match. A whole word beats a beginning.
 */
export function readMention<R extends { name: string }>(
  line: string,
  rooms: readonly R[],
): Mention<R> | null {
  if (mentionStart(line) === null) return null;
  const rest = line.replace(/^\s*@\s*/, "");
  const words = rest.split(/\s+/);
  let best: { rooms: R[]; score: number; words: number } = { rooms: [], score: 0, words: 1 };
  for (const room of rooms) {
    const [matched, score] = matchName(words, room.name);
    if (score > best.score) best = { rooms: [room], score, words: matched };
    else if (score === best.score && score > 0) best.rooms.push(room);
  }
  return { rooms: best.rooms, text: dropWords(rest, best.words) };
}

/**
 * Reads "~talk" in a line: the open goal whose title has a word that begins so, if it is one, and the line without it.
 */
export function readGoal<G extends { title: string }>(
  line: string,
  goals: readonly G[],
): { goal: G; text: string } | null {
  const found = /(?:^|\s)~(\S+)/.exec(line);
  if (!found) return null;
  const start = plain(found[1] ?? "");
  const meant = goals.filter((goal) =>
    plain(goal.title)
      .split(/\s+/)
      .some((word) => word.startsWith(start)),
  );
  const [goal] = meant;
  if (!goal || meant.length > 1) return null;
  return { goal, text: line.replace(found[0], " ").replace(/\s+/g, " ").trim() };
}

// How many of the words name this person, and how well: two points a word, one more for a whole one.
function matchName(words: readonly string[], name: string): [number, number] {
  const names = plain(name).split(/\s+/);
  let from = 0;
  let [matched, score] = [0, 0];
  for (const word of words) {
    const start = plain(word).replace(/[,:;]$/, "");
    const at = start === "" ? -1 : names.findIndex((part, index) => index >= from && part.startsWith(start));
    // After the first word only a whole one counts: "@ada l" may go on with any sentence.
    if (at < 0 || (matched > 0 && names[at] !== start)) break;
    matched += 1;
    score += names[at] === start ? 3 : 2;
    from = at + 1;
  }
  return [matched, score];
}

function dropWords(line: string, count: number): string {
  let left = line;
  for (let dropped = 0; dropped < count; dropped += 1) left = left.replace(/^\S+\s*/, "");
  return left.trim();
}

/** A text as it is compared: accents and case aside. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
