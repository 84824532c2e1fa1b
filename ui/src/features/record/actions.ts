import { registerActions } from "../../frame/actions";
import { m } from "../../words/messages";
import { exportRecord, importRecord } from "./dialogs";

registerActions([
  { id: "record.export", group: "do", label: m.record_export, run: exportRecord },
  { id: "record.import", group: "do", label: m.record_import, run: importRecord },
]);
