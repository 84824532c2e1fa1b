import type { NoteAspect } from "../../api/bindings";
import { m } from "../../words/messages";

/** What a note is, once it observes somebody, and how to say so. */
export const aspects: readonly { aspect: NoteAspect; word: () => string; mark: () => string }[] = [
  { aspect: "strength", word: m.note_strength, mark: m.note_mark_strength },
  { aspect: "growth", word: m.note_growth, mark: m.note_mark_growth },
];

/** The word for what a note observes. */
export function aspectWord(aspect: NoteAspect): string {
  return aspect === "strength" ? m.note_strength() : m.note_growth();
}
