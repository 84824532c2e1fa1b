import type { JournalEntry } from "../../api/bindings";
import { m } from "../../words/messages";

/** Who lived through a story. */
export function whoseStory(story: JournalEntry): string {
  return story.whose === "theirs" && story.name !== null
    ? m.story_from({ name: story.name })
    : m.story_my_own();
}
