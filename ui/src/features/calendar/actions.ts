import { registerActions } from "../../frame/actions";
import { m } from "../../words/messages";
import { exportCalendar } from "./dialogs";

registerActions([
  {
    id: "calendar.export",
    group: "do",
    label: m.calendar_export,
    keys: "Mod+Shift+E",
    run: exportCalendar,
  },
]);
