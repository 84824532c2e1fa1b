import type { MeetingRow } from "../../api/bindings";
import { proseLocale } from "../../components";
import { m } from "../../words/messages";
import { locales } from "../../words/runtime";

/** Who meets: "Amara Okafor and Jonas Lindqvist". */
export function namesOf(meeting: MeetingRow): string {
  const names = meeting.participants.map(({ name }) => name);
  if (names.length === 0) return meeting.title;
  return new Intl.ListFormat(proseLocale(), { type: "conjunction" }).format(names);
}

/** What the meeting was called; empty for the name the core gives one that nobody named. */
export function ownTitle(meeting: MeetingRow): string {
  const names = meeting.participants.map(({ name }) => name).join(", ");
  const given = locales.some((locale) => m.meeting_with({ names }, { locale }) === meeting.title);
  return given ? "" : meeting.title;
}
