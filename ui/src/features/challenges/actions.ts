import { registerActions } from "../../frame/actions";
import { m } from "../../words/messages";
import { addChallenge } from "./dialogs";

registerActions([{ id: "challenge.add", group: "do", label: m.challenge_add, run: addChallenge }]);
