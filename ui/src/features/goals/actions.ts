import { registerActions, screenKeyed } from "../../shell/actions";
import { m } from "../../words/messages";
import { adding } from "./adding.svelte";

registerActions(screenKeyed("goals", { id: "goal.set", label: m.goal_set, run: () => (adding.open = true) }));
