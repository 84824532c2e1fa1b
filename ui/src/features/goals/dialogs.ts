import type { Goal, Milestone } from "../../api/bindings";
import { call } from "../../api/client";
import { done } from "../../frame/changes";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";
import { m } from "../../words/messages";

const AskReason = dialogOf(() => import("../../frame/AskReason.svelte"));
const SetGoal = dialogOf(() => import("./SetGoal.svelte"));
const MilestoneDialog = dialogOf(() => import("./MilestoneDialog.svelte"));

/** Asks for a goal, perhaps for the room one is in. */
export function setGoal(relationshipId?: string): void {
  openDialog(SetGoal, { relationshipId });
}

/** Asks what a goal is from now on. */
export function changeGoal(goal: Goal): void {
  openDialog(SetGoal, { goal });
}

/** Asks why a goal is let go. */
export function dropGoal({ id, title }: Goal): void {
  openDialog(AskReason, {
    scope: `goal_drop ${id}`,
    title: m.goal_drop_title(),
    description: m.goal_drop_hint(),
    label: m.goal_drop_reason(),
    action: m.goal_drop(),
    run: async (reason) => {
      await call("goal_drop", { id, reason });
      done(m.goal_now_dropped({ title }));
    },
  });
}

/** Asks what a milestone is from now on. */
export function changeMilestone(milestone: Milestone): void {
  openDialog(MilestoneDialog, { milestone });
}
