import type { Action } from "../../api/bindings";
import { call } from "../../api/client";
import { done } from "../../frame/changes";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";
import { m } from "../../words/messages";

const AskReason = dialogOf(() => import("../../frame/AskReason.svelte"));
const ChangeAction = dialogOf(() => import("./ChangeAction.svelte"));
const PutOff = dialogOf(() => import("./PutOff.svelte"));

/** Asks for a promise, perhaps for the room one is in. */
export function addAction(relationshipId?: string, relationshipName = ""): void {
  openDialog(ChangeAction, { relationshipId, relationshipName });
}

/** Asks what a promise is from now on. */
export function changeAction(action: Action): void {
  openDialog(ChangeAction, { action });
}

/** Asks until when a promise is put off. */
export function putOffAction(action: Action): void {
  openDialog(PutOff, { action });
}

/** Asks why a promise is let go. */
export function dropAction({ id, title }: Action): void {
  openDialog(AskReason, {
    scope: `action_drop ${id}`,
    title: m.action_let_go_title(),
    description: title,
    label: m.reason_optional(),
    action: m.action_let_go_do(),
    run: async (reason) => {
      await call("action_drop", { id, reason });
      done(m.today_let_go_done({ title }));
    },
  });
}
