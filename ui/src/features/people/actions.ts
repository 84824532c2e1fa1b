import { registerActions, screenKeyed } from "../../shell/actions";
import { m } from "../../words/messages";
import { addPerson } from "./adding.svelte";

registerActions(screenKeyed("people", { id: "person.add", label: m.person_add, run: () => addPerson() }));
