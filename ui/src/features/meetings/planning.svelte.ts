/** What the dialog that plans a meeting begins with. */
export interface Plan {
  relationshipId?: string | undefined;
  date?: string | undefined;
}

/** Whether that dialog lies over the page, whatever the page. */
export const planning = $state<{ plan: Plan | null }>({ plan: null });

/** Opens it, perhaps for a room or a day. */
export function planMeeting(plan: Plan = {}): void {
  planning.plan = plan;
}
