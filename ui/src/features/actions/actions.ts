import { registerActions } from "../../frame/actions";
import { wantFocus } from "../../frame/focus.svelte";
import { place } from "../../frame/navigation.svelte";
import { m } from "../../words/messages";
import { addAction } from "./dialogs";

registerActions([
  {
    id: "action.add",
    group: "do",
    label: m.action_add,
    run: () => {
      const here = place.route;
      // A room and a meeting have a line for it on the page itself.
      if (here?.kind === "meeting" || (here?.kind === "room" && here.tab === "now")) wantFocus("promise");
      else addAction();
    },
  },
]);
