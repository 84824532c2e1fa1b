import { registerActions } from "../../frame/actions";
import { wantFocus } from "../../frame/focus.svelte";
import { go, place } from "../../frame/navigation.svelte";
import { m } from "../../words/messages";
import { startRelationship } from "./dialogs";

registerActions([
  {
    id: "relationship.start",
    group: "do",
    label: m.room_start,
    keys: "Mod+Shift+R",
    run: () => {
      const here = place.route;
      startRelationship(here?.kind === "person" ? here.id : undefined);
    },
  },
  {
    id: "relationship.note",
    group: "do",
    label: m.note_write_room,
    keys: "W",
    when: () => place.route?.kind === "room",
    run: () => {
      const here = place.route;
      if (here?.kind !== "room") return;
      if (here.tab !== "now" && here.tab !== "notes") go({ ...here, tab: "notes" });
      wantFocus("private_note");
    },
  },
]);
