import type { Channel, MeetingRow, Millis, Participant, When } from "../../api/bindings";
import { clockTime, dateOf, format, proseLocale, surroundings } from "../../components";
import { m } from "../../words/messages";

/** How people meet, in a word. */
export function channelWord(channel: Channel): string {
  switch (channel) {
    case "video":
      return m.meeting_channel_video();
    case "in_person":
      return m.meeting_channel_in_person();
    case "phone":
      return m.meeting_channel_phone();
    case "writing":
      return m.meeting_channel_writing();
  }
}

/** The same as part of a sentence: "45 minutes, by video". */
export function channelPhrase(channel: Channel): string {
  switch (channel) {
    case "video":
      return m.meeting_by_video();
    case "in_person":
      return m.meeting_in_person();
    case "phone":
      return m.meeting_by_phone();
    case "writing":
      return m.meeting_in_writing();
  }
}

/** "45 minutes", "2 hours". */
export function durationWords(minutes: number): string {
  if (minutes % 60 === 0) return m.meeting_hours({ count: minutes / 60 });
  return m.meeting_minutes({ count: minutes });
}

/** What one of several is called; by the whole name where another is called the same. */
export function toldApart<P extends { name: string; called: string }>(one: P, among: readonly P[]): string {
  return among.some((other) => other.name !== one.name && other.called === one.called)
    ? one.name
    : one.called;
}

/** A person's words inside our sentence, kept from turning its direction where they read from the right. */
export function isolated(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(text) ? `\u2068${text}\u2069` : text;
}

/** Those who take part, each person once: two rooms may be with one person. */
export function peopleOf<P extends { person_id: string }>(participants: readonly P[]): P[] {
  const seen = new Set<string>();
  return participants.filter(({ person_id }) => !seen.has(person_id) && seen.add(person_id));
}

/** "9:00 for Maria", for each of those whose clock is known. At most three, for it is one line. */
export function clocksOfOthers(when: When, participants: readonly Participant[]): string[] {
  return peopleOf(participants)
    .filter((participant) => participant.theirs !== null)
    .slice(0, 3)
    .map((participant) => {
      const theirs = participant.theirs ?? when.here;
      const reading = { locale: proseLocale(), hours24: surroundings.hours24 };
      const name = isolated(participant.called);
      const time = clockTime(theirs, reading);
      if (theirs === when.here) return m.meeting_same_clock({ time, name });
      if (dateOf(theirs) === dateOf(when.here)) return m.meeting_their_clock({ time, name });
      const day = format(theirs, reading.locale, { weekday: "long" });
      return m.meeting_their_clock({ time: `${day} ${time}`, name });
    });
}

/** True once a meeting's time has begun. */
export function begun(meeting: Pick<MeetingRow, "when">, now: Millis): boolean {
  return meeting.when !== null && meeting.when.starts_at <= now;
}

/** True once a meeting's time is over. */
export function over(meeting: Pick<MeetingRow, "when">, now: Millis): boolean {
  return meeting.when !== null && meeting.when.ends_at <= now;
}

/** What became of it, with the reason where one was given: "Called off: she is ill". */
export function stateWords(meeting: MeetingRow, now: Millis): string {
  const reason = isolated(meeting.state_reason);
  const because = meeting.state_reason !== "";
  switch (meeting.state) {
    case "planned":
      if (meeting.when === null) return m.meeting_state_undated();
      return over(meeting, now) ? m.meeting_state_untold() : m.meeting_state_planned();
    case "held":
      return m.meeting_state_held();
    case "missed":
      return because ? m.meeting_state_missed_because({ reason }) : m.meeting_state_missed();
    case "moved":
      return because ? m.meeting_state_moved_because({ reason }) : m.meeting_state_moved();
    case "cancelled":
      return because ? m.meeting_state_cancelled_because({ reason }) : m.meeting_state_cancelled();
  }
}
