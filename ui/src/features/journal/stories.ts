import type { JournalEntry } from "../../api/bindings";
import { call } from "../../api/client";
import { attempt } from "../../frame/changes";
import { m } from "../../words/messages";

/** Puts a story into the bin; true once it is there. */
export function deleteStory({ id, text }: JournalEntry): Promise<boolean> {
  return attempt(() => call("journal_delete", { id }), m.story_deleted({ text }));
}
