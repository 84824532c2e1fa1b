import { dialogOf, openDialog } from "../../frame/dialogs.svelte";

const ExportRecord = dialogOf(() => import("./ExportRecord.svelte"));
const ImportRecord = dialogOf(() => import("./ImportRecord.svelte"));

/** Asks what a record is to hold and where it goes. */
export function exportRecord(): void {
  openDialog(ExportRecord, {});
}

/** Asks for a record and shows what it would bring. */
export function importRecord(): void {
  openDialog(ImportRecord, {});
}
