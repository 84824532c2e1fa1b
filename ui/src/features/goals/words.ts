import type { GoalFields, GoalKind, GoalRow } from "../../api/bindings";
import { m } from "../../words/messages";

export const goalKinds: readonly GoalKind[] = [
  "skill",
  "certification",
  "project",
  "network",
  "confidence",
  "leadership",
  "other",
];

/** What sort of goal it is, in a word. */
export function kindWord(kind: GoalKind): string {
  switch (kind) {
    case "skill":
      return m.goal_kind_skill();
    case "certification":
      return m.goal_kind_certification();
    case "project":
      return m.goal_kind_project();
    case "network":
      return m.goal_kind_network();
    case "confidence":
      return m.goal_kind_confidence();
    case "leadership":
      return m.goal_kind_leadership();
    case "other":
      return m.goal_kind_other();
  }
}

/** How far it is, in words: by milestones where there are any. */
export function progressWords(goal: Pick<GoalRow, "milestones" | "reached" | "progress">): string | null {
  if (goal.milestones > 0)
    return m.goal_of_milestones({ reached: goal.reached, milestones: goal.milestones });
  return goal.progress === null ? null : m.goal_per_cent({ progress: goal.progress });
}

/** What would make the goal easier to keep, and is not said yet. */
export function stillOpen(goal: Pick<GoalFields, "why" | "measure" | "target_on">): string[] {
  return [
    goal.why.trim() === "" ? m.goal_open_why() : null,
    goal.measure.trim() === "" ? m.goal_open_measure() : null,
    goal.target_on === null ? m.goal_open_date() : null,
  ].filter((gap) => gap !== null);
}
