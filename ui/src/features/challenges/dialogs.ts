import { openDialog } from "../../frame/dialogs.svelte";

const ChangeChallenge = () => import("./ChangeChallenge.svelte");

/** Asks for a challenge. */
export function addChallenge(): void {
  openDialog(ChangeChallenge, {});
}
