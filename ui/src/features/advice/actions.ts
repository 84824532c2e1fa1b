import { registerActions } from "../../frame/actions";
import { m } from "../../words/messages";
import { addAdvice } from "./dialogs";

registerActions([{ id: "advice.add", group: "do", label: m.advice_add, run: addAdvice }]);
