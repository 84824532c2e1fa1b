import type { Vault } from "../../api/bindings";
import { asCallError, call } from "../../api/client";
import { toast } from "../../components";

interface Setting {
  facts: Vault;
  /** Whether it is set because somebody wanted to lock. */
  toLock: boolean;
}

/** The dialog that sets a passphrase, wherever the person is, and the quiet offer of it. */
export const offering = $state<{ setting: Setting | null; quiet: string | null }>({
  setting: null,
  quiet: null,
});

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
    offering.setting = { facts: await call("vault_show", {}), toLock: false };
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
  }
}

let locking = false;

/** Locks the desk; where nothing could open it again, offers to set a passphrase. A key held down asks once. */
export async function lockNow(): Promise<void> {
  if (locking) return;
  locking = true;
  try {
    const vault = await call("vault_show", {});
    if (vault.passphrase === null && vault.recovery === null)
      offering.setting = { facts: vault, toLock: true };
    else await call("vault_lock", {});
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
  } finally {
    locking = false;
  }
}
