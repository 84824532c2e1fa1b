import { registerActions } from "../../frame/actions";
import { m } from "../../words/messages";
import { addDecision } from "./dialogs";

registerActions([{ id: "decision.add", group: "do", label: m.decision_add, run: addDecision }]);
