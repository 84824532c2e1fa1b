import type { Attachment } from "svelte/attachments";
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

let moving: string | null = null;

/** A note that was marked goes to another list; the focus is to go with it. */
export function focusFollows(id: string): void {
  moving = id;
}

/** Takes the focus if this is the row of the note that was marked. */
export function takesMovedFocus(id: string): Attachment<HTMLElement> {
  return (row) => {
    if (moving !== id) return;
    moving = null;
    // The list it left looks after the focus first.
    setTimeout(() => row.querySelector("button")?.focus());
  };
}
