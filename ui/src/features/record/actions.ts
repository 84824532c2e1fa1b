import { registerActions } from "../../shell/actions";
import { m } from "../../words/messages";
import { open } from "./record.svelte";

registerActions([
  { id: "record.export", group: "do", label: m.record_export, run: () => (open.dialog = "export") },
  { id: "record.import", group: "do", label: m.record_import, run: () => (open.dialog = "import") },
]);
