import type { AgendaTemplate } from "../../api/bindings";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";

const TemplateDialog = dialogOf(() => import("./TemplateDialog.svelte"));
const UseTemplate = dialogOf(() => import("./UseTemplate.svelte"));

/** Asks for a template, perhaps one for a room like another one, or what one is from now on. */
export function editTemplate(given: { template?: AgendaTemplate; like?: AgendaTemplate } = {}): void {
  openDialog(TemplateDialog, given);
}

/** Asks which template's points go on a meeting's agenda. */
export function useTemplate(meetingId: string): void {
  openDialog(UseTemplate, { meetingId });
}
