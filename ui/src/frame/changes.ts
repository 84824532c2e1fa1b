import { asCallError, call } from "../api/client";
import { toast } from "../components";
import { m } from "../words/messages";

/** Undo takes back the latest change, so only the latest may offer it: each of these takes the place of the one before. */
const subject = "change";

/** Takes back the latest change and says which. */
export async function undo(): Promise<void> {
  try {
    const { label } = await call("change_undo", {});
    if (label === null) toast(m.nothing_to_undo(), { subject });
    else toast(m.undone({ what: label }), { subject, action: { label: m.redo(), run: () => void redo() } });
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
  }
}

/** Does again what was taken back last, and says what. */
export async function redo(): Promise<void> {
  try {
    const { label } = await call("change_redo", {});
    toast(label === null ? m.nothing_to_redo() : m.redone({ what: label }), { subject });
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
  }
}

/** Says what was done, with the way back. */
export function done(text: string): void {
  toast(text, { subject, action: { label: m.undo(), run: () => void undo() } });
}

/** Says what was done for good: after it there is nothing to take back. */
export function doneForGood(text: string): void {
  toast(text, { subject });
}

/** Does what stands alone, and says what was done with the way back, or why it was not. True if it was done. */
export async function attempt(work: () => Promise<unknown>, said?: string): Promise<boolean> {
  try {
    await work();
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
    return false;
  }
  if (said !== undefined) done(said);
  return true;
}
