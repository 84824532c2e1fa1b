import { registerActions, screenKeyed } from "../../frame/actions";
import { m } from "../../words/messages";
import { addPerson } from "./dialogs";

registerActions(screenKeyed("people", { id: "person.add", label: m.person_add, run: () => addPerson() }));
