import { registerActions } from "../../shell/actions";
import { place } from "../../shell/navigation.svelte";
import { m } from "../../words/messages";
import { logContact } from "./logging.svelte";

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
