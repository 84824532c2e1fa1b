import { registerActions, screenKeyed } from "../../frame/actions";
import { m } from "../../words/messages";
import { setGoal } from "./dialogs";

registerActions(screenKeyed("goals", { id: "goal.set", label: m.goal_set, run: () => setGoal() }));
