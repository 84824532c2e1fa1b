import { registerActions } from "../../frame/actions";
import { place } from "../../frame/navigation.svelte";
import { m } from "../../words/messages";
import { planMeeting } from "./dialogs";

registerActions([
  {
    id: "meeting.plan",
    group: "do",
    label: m.meeting_plan,
    keys: "Mod+Shift+M",
    run: () => {
      const here = place.route;
      const room = here?.kind === "room" || (here?.kind === "brief" && here.about === "room");
      planMeeting(room ? { relationshipId: here.id } : {});
    },
  },
]);
