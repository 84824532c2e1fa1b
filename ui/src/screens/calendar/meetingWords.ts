import type { MeetingRow } from "../../api/bindings";
import { clockRange, clockTime, dateOf, proseLocale, surroundings } from "../../components";
import { desk } from "../../frame/desk.svelte";
import { m } from "../../words/messages";
import { peopleOf, stateWords, toldApart } from "../../common/meetings/sentences";

/** Those who take part. */
export function withWhom(meeting: MeetingRow): string {
  return peopleOf(meeting.participants)
    .map((participant) => participant.name)
    .join(", ");
}

/** Those who take part, in as few letters as tell them apart. */
export function withWhomInShort(meeting: MeetingRow): string {
  const people = peopleOf(meeting.participants);
  return people.map((one) => toldApart(one, people)).join(", ");
}

/** What became of a meeting in a word or two, for where there is little room; empty while it is planned. */
export function stateWord(meeting: MeetingRow): string {
  switch (meeting.state) {
    case "planned":
      return "";
    case "held":
      return m.calendar_held();
    case "missed":
      return m.calendar_missed();
    case "moved":
      return m.calendar_moved();
    case "cancelled":
      return m.calendar_cancelled();
  }
}

/** True for what does not take place on this day, and is struck through as on paper. */
export function struck(meeting: MeetingRow): boolean {
  return meeting.state === "moved" || meeting.state === "cancelled";
}

/** "14:00" on the wall here. */
export function startTime(meeting: MeetingRow): string {
  return meeting.when ? clockTime(meeting.when.here, reading()) : "";
}

/** "14:00–14:45" on the wall here. */
export function timeRange(meeting: MeetingRow): string {
  if (!meeting.when) return "";
  const { here, here_end } = meeting.when;
  if (dateOf(here) === dateOf(here_end)) return clockRange(here, here_end, reading());
  // Over midnight, the dates would crowd out the times.
  return `${clockTime(here, reading())}–${clockTime(here_end, reading())}`;
}

/** All of it in one line, for a tooltip and for those who do not see the grid. */
export function inFull(meeting: MeetingRow): string {
  const state = meeting.state === "planned" ? "" : stateWords(meeting, desk.start?.now ?? 0);
  return [timeRange(meeting), withWhom(meeting), meeting.title, state]
    .filter((part) => part !== "")
    .join(", ");
}

function reading() {
  return { locale: proseLocale(), hours24: surroundings.hours24 };
}
