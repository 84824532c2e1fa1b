import { asCallError, call } from "../api/client";
import { toast } from "../components";
import { m } from "../words/messages";

/** Takes back the latest change and says which. */
export async function undo(): Promise<void> {
  try {
    const { label } = await call("change_undo", {});
    if (label === null) toast(m.nothing_to_undo());
    else toast(m.undone({ what: label }), { action: { label: m.redo(), run: () => void redo() } });
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
  }
}

/** Does again what was taken back last, and says what. */
export async function redo(): Promise<void> {
  try {
    const { label } = await call("change_redo", {});
    toast(label === null ? m.nothing_to_redo() : m.redone({ what: label }));
  } catch (problem) {
    toast(asCallError(problem).message, { tone: "danger" });
  }
}

/** Says what was done, with the way back. */
export function done(text: string): void {
  toast(text, { action: { label: m.undo(), run: () => void undo() } });
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
