import type { RelationshipRow } from "../../api/bindings";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";
import type { TalkKind } from "./prepared.svelte";

const PrepareTalk = dialogOf(() => import("./PrepareTalk.svelte"));

/** Helps to find the words for a difficult talk. */
export function prepareTalk(kind: TalkKind, relationship: RelationshipRow): void {
  openDialog(PrepareTalk, { kind, relationship });
}
