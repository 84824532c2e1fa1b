import type { Meeting } from "../../api/bindings";
import { clockTime, format, proseLocale, surroundings } from "../../components";
import { m } from "../../words/messages";
import { clocksOfOthers } from "../../common/meetings/sentences";

/** "Planned: Thursday, 12 March 10:00, 9:00 for Maria": the core has worked out every clock by now. */
export function plannedSentence(meeting: Meeting): string {
  const when = meeting.when;
  if (when === null) return m.meeting_planned_undated();
  const reading = { locale: proseLocale(), hours24: surroundings.hours24 };
  const day = format(when.here, reading.locale, { weekday: "long", day: "numeric", month: "long" });
  const clocks = [clockTime(when.here, reading), ...clocksOfOthers(when, meeting.participants)];
  const planned = m.meeting_planned_at({ day, time: clocks.join(", ") });
  if (when.after_gap === null) return planned;
  const skipped = { meant: clockTime(when.local, reading), time: clockTime(when.after_gap, reading) };
  return `${planned}. ${m.meeting_hour_skipped(skipped)}`;
}
