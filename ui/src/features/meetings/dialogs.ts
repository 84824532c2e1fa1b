import type { Meeting, MeetingRow } from "../../api/bindings";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";
import { go } from "../../frame/navigation.svelte";

const PlanMeeting = dialogOf(() => import("./PlanMeeting.svelte"));
const AfterMeeting = dialogOf(() => import("./AfterMeeting.svelte"));
const MoveMeeting = dialogOf(() => import("./MoveMeeting.svelte"));
const HoldEarlier = dialogOf(() => import("./HoldEarlier.svelte"));
const EndMeeting = dialogOf(() => import("./EndMeeting.svelte"));
const EndSeries = dialogOf(() => import("./EndSeries.svelte"));

/** What planning begins with, and what follows it: without `onsaved` the page of the new meeting. */
interface Plan {
  relationshipId?: string | undefined;
  date?: string | undefined;
  onsaved?: () => void;
}

/** Asks for a meeting, perhaps for a room or a day. */
export function planMeeting(plan: Plan = {}): void {
  openDialog(PlanMeeting, plan);
}

/** Asks what a meeting is from now on. */
export function changeMeeting(meeting: Meeting): void {
  openDialog(PlanMeeting, { meeting });
}

/** Asks for another date, and goes to the meeting that takes place on it. */
export function moveMeeting(meeting: Meeting): void {
  openDialog(MoveMeeting, { meeting, onmoved: (moved) => go({ kind: "meeting", id: moved.id }) });
}

/** Asks when a meeting that went ahead before its date began. */
export function holdEarlier(meeting: Meeting): void {
  openDialog(HoldEarlier, { meeting });
}

/** Asks why a meeting is called off, or did not happen. */
export function endMeeting(meeting: MeetingRow, way: "cancel" | "miss"): void {
  openDialog(EndMeeting, { meeting, way });
}

/** What the page of a meeting does that goes into the bin with others of its series. */
interface Going {
  /** Called before it goes. */
  ongone: () => void;
  /** Called if it stayed after all. */
  onstayed: () => void;
  /** Called once it is gone. */
  onleft: () => void;
}

/** Asks which meetings of a series are called off. */
export function cancelOfSeries(meeting: MeetingRow): void {
  openDialog(EndSeries, { meeting, way: "cancel" });
}

/** Asks which meetings of a series go into the bin. */
export function deleteOfSeries(meeting: MeetingRow, going: Going): void {
  openDialog(EndSeries, { meeting, way: "delete", ...going });
}

/**
 * Asks how a meeting went, and what follows it: `used` are the minutes it took, where they were counted, `began` when it
 * seems to have begun on the wall of its zone, where that was before its date.
 */
export function askAfter(id: string, used: number | null = null, began: string | null = null): void {
  openDialog(AfterMeeting, { id, used, began });
}
