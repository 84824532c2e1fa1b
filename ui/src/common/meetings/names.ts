import type { MeetingRow } from "../../api/bindings";
import { proseLocale } from "../../components";
import { m } from "../../words/messages";
import { locales } from "../../words/runtime";
import { isolated, peopleOf } from "./sentences";

/** Several as a sentence names them: "Amara, Jonas and Sakura". */
export function listed(names: readonly string[], locale = proseLocale()): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names.map(isolated));
}

/** Who meets: "Amara Okafor and Jonas Lindqvist". */
export function namesOf(meeting: MeetingRow): string {
  const names = peopleOf(meeting.participants).map(({ name }) => name);
  return names.length === 0 ? meeting.title : listed(names);
}

/** What the meeting was called; empty for the name the core gives one that nobody named, now or in earlier versions. */
export function ownTitle(meeting: MeetingRow): string {
  // Earlier versions named whom one meets in two rooms twice.
  const before = [peopleOf(meeting.participants), meeting.participants];
  const given = before.some((participants) =>
    isGiven(
      meeting.title,
      participants.map(({ name }) => name),
    ),
  );
  return given ? "" : meeting.title;
}

/** Whether the title names these and nobody else, in whatever order people stood when it was given. */
function isGiven(title: string, said: readonly string[]): boolean {
  return locales.some((locale) => {
    const [ahead = "", behind = ""] = m.meeting_with({ names: "\n" }, { locale }).split("\n");
    if (!title.startsWith(ahead) || !title.endsWith(behind)) return false;
    const and = m.list_and({ before: "\n", last: "\n" }, { locale }).split("\n")[1] ?? "";
    const parts = (names: string) =>
      names
        .split(and)
        .flatMap((part) => part.split(", "))
        .sort()
        .join("\n");
    return parts(title.slice(ahead.length, title.length - behind.length)) === parts(said.join(", "));
  });
}
