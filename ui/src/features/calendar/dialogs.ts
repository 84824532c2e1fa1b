import { dialogOf, openDialog } from "../../frame/dialogs.svelte";

const ExportCalendar = dialogOf(() => import("./ExportCalendar.svelte"));

/** Asks what a calendar file is to hold. */
export function exportCalendar(): void {
  openDialog(ExportCalendar, {});
}
