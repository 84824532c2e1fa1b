import { openDialog } from "../../frame/dialogs.svelte";

const ExportRecord = () => import("./ExportRecord.svelte");
const ImportRecord = () => import("./ImportRecord.svelte");

/** Asks what a record is to hold and where it goes. */
export function exportRecord(): void {
  openDialog(ExportRecord, {});
}

/** Asks for a record and shows what it would bring. */
export function importRecord(): void {
  openDialog(ImportRecord, {});
}
