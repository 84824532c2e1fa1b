import { call } from "../../api/client";
import { attempt } from "../../frame/changes";
import { m } from "../../words/messages";

/** Of a goal, what it takes to do something with it and to say so. */
interface Named {
  id: string;
  title: string;
}

/** Marks a goal as reached; true once it is. */
export function reachGoal({ id, title }: Named): Promise<boolean> {
  return attempt(() => call("goal_complete", { id }), m.goal_now_reached({ title }));
}

/** Opens a goal again; true once it is. */
export function reopenGoal({ id, title }: Named): Promise<boolean> {
  return attempt(() => call("goal_reopen", { id }), m.goal_now_open({ title }));
}

/** Puts a goal into the bin; true once it is there. */
export function deleteGoal({ id, title }: Named): Promise<boolean> {
  return attempt(() => call("goal_delete", { id }), m.goal_deleted({ title }));
}
