import { asCallError, call } from "../../api/client";
import { toast } from "../../components";

/** Whether the dialog that sets a passphrase is open because somebody wanted to lock. */
export const offering = $state({ open: false });

let locking = false;

/** Locks the desk; where nothing could open it again, offers to set a passphrase. A key held down asks once. */
export async function lockNow(): Promise<void> {
  if (locking) return;
  locking = true;
  try {
    const vault = await call("vault_show", {});
    if (vault.passphrase === null && vault.recovery === null) offering.open = true;
    else await call("vault_lock", {});
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
  } finally {
    locking = false;
  }
}
