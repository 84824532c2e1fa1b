import { registerActions } from "../../frame/actions";
import { place } from "../../frame/navigation.svelte";
import { m } from "../../words/messages";
import { logContact } from "./dialogs";

registerActions([
  {
    id: "contact.log",
    group: "do",
    label: m.contact_log,
    // A room offers it under its own key.
    when: () => place.route?.kind !== "room",
    run: () => logContact(),
  },
]);
