import { dialogOf, openDialog } from "../../frame/dialogs.svelte";

const ChangeChallenge = dialogOf(() => import("./ChangeChallenge.svelte"));

/** Asks for a challenge. */
export function addChallenge(): void {
  openDialog(ChangeChallenge, {});
}
