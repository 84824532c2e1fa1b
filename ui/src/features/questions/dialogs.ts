import type { Question } from "../../api/bindings";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";

const QuestionDialog = dialogOf(() => import("./QuestionDialog.svelte"));
const PickQuestion = dialogOf(() => import("./PickQuestion.svelte"));

/** Asks for a question, or what one of the bank is from now on. */
export function editQuestion(question?: Question): void {
  openDialog(QuestionDialog, { question });
}

/** Asks which question of the bank goes on a meeting's agenda. */
export function pickQuestion(meetingId: string): void {
  openDialog(PickQuestion, { meetingId });
}
