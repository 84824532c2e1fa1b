import type { JournalEntry } from "../../api/bindings";
import { call } from "../../api/client";
import { done } from "../../frame/changes";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";
import { m } from "../../words/messages";

const AskReason = dialogOf(() => import("../../frame/AskReason.svelte"));
const ChangeStory = dialogOf(() => import("./ChangeStory.svelte"));

/** Asks for a story. */
export function addStory(): void {
  openDialog(ChangeStory, {});
}

/** Asks for a win. */
export function addWin(): void {
  openDialog(AskReason, {
    scope: "journal_add win",
    title: m.win_add(),
    label: m.win_text(),
    name: "text",
    action: m.save(),
    run: async (text) => {
      const fields = {
        kind: "win" as const,
        text,
        context: "",
        whose: "mine" as const,
        happened_on: null,
        relationship_id: null,
        meeting_id: null,
        goal_id: null,
      };
      await call("journal_add", { fields });
      done(m.win_added());
    },
  });
}

/** Asks what a win really was. */
export function changeWin(win: JournalEntry): void {
  const { id, kind, whose, day, relationship_id, meeting_id, goal_id } = win;
  const fields = (text: string) => {
    return { kind, whose, text, context: "", happened_on: day, relationship_id, meeting_id, goal_id };
  };
  openDialog(AskReason, {
    scope: `journal_change ${id}`,
    title: m.win_change(),
    label: m.win_text(),
    name: "text",
    value: win.text,
    action: m.save(),
    run: (text) => call("journal_change", { id, fields: fields(text), shown: fields(win.text) }),
  });
}
