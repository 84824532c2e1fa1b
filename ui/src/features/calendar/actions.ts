import { registerActions } from "../../shell/actions";
import { m } from "../../words/messages";
import { exporting } from "./exporting.svelte";

registerActions([
  {
    id: "calendar.export",
    group: "do",
    label: m.calendar_export,
    keys: "Mod+Shift+E",
    run: () => (exporting.open = true),
  },
]);
