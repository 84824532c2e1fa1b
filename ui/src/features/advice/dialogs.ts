import type { Advice } from "../../api/bindings";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";

const ChangeAdvice = dialogOf(() => import("./ChangeAdvice.svelte"));
const DecideAdvice = dialogOf(() => import("./DecideAdvice.svelte"));
const AdviceResult = dialogOf(() => import("./AdviceResult.svelte"));

/** Asks for a piece of advice. */
export function addAdvice(): void {
  openDialog(ChangeAdvice, {});
}

/** Asks what a piece of advice really said. */
export function changeAdvice(advice: Advice): void {
  openDialog(ChangeAdvice, { advice });
}

/** Asks until when a piece of advice is tried, or why it is not. */
export function decideAdvice(advice: Advice, verdict: "try" | "decline"): void {
  openDialog(DecideAdvice, { advice, verdict });
}

/** Asks what came of a piece of advice. */
export function tellAdviceResult(advice: Advice): void {
  openDialog(AdviceResult, { advice });
}
