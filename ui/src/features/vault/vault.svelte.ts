import type { Vault } from "../../api/bindings";
import { asCallError, call } from "../../api/client";
import { toast } from "../../components";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";
import { m } from "../../words/messages";

const SetPassphrase = dialogOf(() => import("./SetPassphrase.svelte"));

/** What a passphrase is quietly offered with; null while it is not. */
export const offering = $state<{ quiet: string | null }>({ quiet: null });

let offered = false;

/** Offers a passphrase quietly, once in the life of a desk: at the end of the first run, or with the first private note. */
export async function offerPassphrase(text: string): Promise<void> {
  if (offered) return;
  offered = true;
  try {
    const { offer } = await call("passphrase_offer", {});
    if (offer) offering.quiet = text;
  } catch {
    // What was wanted is done; Settings has the passphrase as well.
  }
}

/** Opens the dialog that sets a passphrase, or another one. */
export async function setPassphrase(): Promise<void> {
  try {
    openDialog(SetPassphrase, { facts: await call("vault_show", {}) });
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
  }
}

let locking = false;

/** Asks for a passphrase because somebody wanted to lock, and locks once there is one. */
function setToLock(facts: Vault): void {
  openDialog(SetPassphrase, { facts, why: m.privacy_lock_offer(), onset: () => void lockNow() });
}

/** Locks the desk; where nothing could open it again, offers to set a passphrase. A key held down asks once. */
export async function lockNow(): Promise<void> {
  if (locking) return;
  locking = true;
  try {
    const vault = await call("vault_show", {});
    if (vault.passphrase === null && vault.recovery === null) setToLock(vault);
    else await call("vault_lock", {});
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
  } finally {
    locking = false;
  }
}
