import type { MeetingRow } from "../../api/bindings";
import { proseLocale } from "../../components";

/** Who meets: "Amara Okafor and Jonas Lindqvist". */
export function namesOf(meeting: MeetingRow): string {
  const names = meeting.participants.map(({ name }) => name);
  if (names.length === 0) return meeting.title;
  return new Intl.ListFormat(proseLocale(), { type: "conjunction" }).format(names);
}
