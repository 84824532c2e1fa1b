import type { GoalRow } from "../../api/bindings";
import { call } from "../../api/client";
import { attempt } from "../../frame/changes";
import { m } from "../../words/messages";

/** Puts what was reached of a goal among the wins of the one whose goal it is. */
export function keepAsWin({ id, whose, relationship_id }: GoalRow, text: string): Promise<boolean> {
  const fields = {
    kind: "win" as const,
    text,
    context: "",
    whose,
    happened_on: null,
    relationship_id,
    meeting_id: null,
    goal_id: id,
  };
  return attempt(() => call("journal_add", { fields }), m.win_added());
}
