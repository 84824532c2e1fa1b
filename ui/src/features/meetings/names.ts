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

function isGiven(title: string, said: readonly string[]): boolean {
  return locales.some((locale) => {
    const [before, last] = [said.slice(0, -1).join(", "), said.at(-1) ?? ""];
    const joined = before === "" ? last : m.list_and({ before, last }, { locale });
    return [said.join(", "), joined].some((names) => m.meeting_with({ names }, { locale }) === title);
  });
}
