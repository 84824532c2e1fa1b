import type { Decision } from "../../api/bindings";
import { call } from "../../api/client";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";
import { m } from "../../words/messages";

const AskReason = dialogOf(() => import("../../frame/AskReason.svelte"));
const ChangeDecision = dialogOf(() => import("./ChangeDecision.svelte"));
const MakeDecision = dialogOf(() => import("./MakeDecision.svelte"));

/** Asks for a decision to be made. */
export function addDecision(): void {
  openDialog(ChangeDecision, {});
}

/** Asks what a decision is about. */
export function changeDecision(decision: Decision): void {
  openDialog(ChangeDecision, { decision });
}

/** Asks how a decision is made. */
export function makeDecision(decision: Decision): void {
  openDialog(MakeDecision, { decision });
}

/** Asks what came of a decision. */
export function lookBackOnDecision({ id, question, looked_back }: Decision): void {
  openDialog(AskReason, {
    scope: `decision_look_back ${id}`,
    title: m.decision_look_back(),
    description: question,
    label: m.decision_what_came(),
    name: "text",
    value: looked_back,
    action: m.save(),
    run: (text) => call("decision_look_back", { id, text }),
  });
}
