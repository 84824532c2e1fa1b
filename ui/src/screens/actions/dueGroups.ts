import type { Action } from "../../api/bindings";
import { addDays, surroundings } from "../../components";
import { m } from "../../words/messages";

/** Promises under one heading. */
export interface DueGroup {
  id: "overdue" | "week" | "next" | "later" | "undated";
  title: string;
  actions: Action[];
}

/** Open promises by when they are due: overdue, until the end of this week or the next, later, some day. Empty groups are left out. */
export function dueGroups(actions: readonly Action[]): DueGroup[] {
  const { today, firstDay } = surroundings;
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  const end = addDays(today, (firstDay + 13 - weekday) % 7);
  const groups: DueGroup[] = [
    { id: "overdue", title: m.actions_overdue(), actions: [] },
    { id: "week", title: m.actions_this_week(), actions: [] },
    { id: "next", title: m.actions_next_week(), actions: [] },
    { id: "later", title: m.actions_later(), actions: [] },
    { id: "undated", title: m.actions_undated(), actions: [] },
  ];
  for (const action of actions) {
    const group = groupOf(action.due_on);
    groups.find(({ id }) => id === group)?.actions.push(action);
  }
  return groups.filter((group) => group.actions.length > 0);

  function groupOf(due: string | null): DueGroup["id"] {
    if (due === null) return "undated";
    if (due < today) return "overdue";
    if (due <= end) return "week";
    return due <= addDays(end, 7) ? "next" : "later";
  }
}
