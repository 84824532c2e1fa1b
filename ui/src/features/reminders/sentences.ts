import type { Held, HeldBy, Reminder, Topic } from "../../api/bindings";
import { clockTime, format, proseLocale, surroundings } from "../../components";
import { localAt } from "../../frame/instants";
import { m } from "../../words/messages";

/** A day and a time of day, such as "Wednesday 09:00"; today and yesterday are told by name, other weeks by date. */
export function moment(millis: number): string {
  const at = localAt(millis);
  const time = clockTime(at, { locale: proseLocale(), hours24: surroundings.hours24 });
  if (at.startsWith(surroundings.today)) return `${m.day_today()} ${time}`;
  const away = Math.abs(Date.parse(`${at.slice(0, 10)}Z`) - Date.parse(`${surroundings.today}Z`));
  const day = format(
    at,
    proseLocale(),
    away < 7 * 86_400_000 ? { weekday: "long" } : { day: "numeric", month: "long" },
  );
  return `${day} ${time}`;
}

/** What a change of moves what is due, and so what the inbox holds. */
export const moved = [
  "reminders",
  "meetings",
  "actions",
  "relationships",
  "advice",
  "decisions",
  "goals",
] as const satisfies readonly Topic[];

/** When a reminder that sleeps comes back. */
export function comesBack(millis: number): string {
  return m.inbox_sleeps({ when: moment(millis) });
}

/** Whom a reminder is about, where neither title nor sentence say so. */
export function besides({ person, title, body }: Pick<Reminder, "person" | "title" | "body">): string | null {
  return person !== null && !title.includes(person) && !body.includes(person) ? person : null;
}

/** How a reminder ended, or that it has not. */
export function fate(reminder: Reminder): string {
  switch (reminder.outcome) {
    case "acted":
      return reminder.closed_at === null
        ? m.inbox_answered_elsewhere()
        : m.inbox_answered({ when: moment(reminder.closed_at) });
    case "snoozed":
      return comesBack(reminder.snoozed_until ?? reminder.due_at);
    case "overtaken":
      return m.inbox_overtaken();
    case "missed":
      return m.inbox_missed();
    default:
      return m.inbox_waits();
  }
}

/** When a reminder was shown, and why only then. */
export function shown(reminder: Reminder): string {
  const when = m.inbox_shown({ when: moment(reminder.shown_at) });
  return reminder.held_by === null ? when : `${when}. ${reason(reminder.held_by)}`;
}

/** Which of a meeting's reminders never came, and why. */
export function missed(reminder: Reminder): string {
  const kinds = {
    meeting_early: m.reminder_kind_meeting_early,
    meeting_late: m.reminder_kind_meeting_late,
    action_due: m.reminder_kind_action_due,
    gone_quiet: m.reminder_kind_gone_quiet,
    unwritten: m.reminder_kind_unwritten,
    thank_you: m.reminder_kind_thank_you,
    advice_try: m.reminder_kind_advice_try,
    decision_look_back: m.reminder_kind_decision_look_back,
    milestone_due: m.reminder_kind_milestone_due,
    goal_due: m.reminder_kind_goal_due,
    relationship_ending: m.reminder_kind_relationship_ending,
  };
  return [`${kinds[reminder.kind]()}.`, reminder.held_by === null ? "" : reason(reminder.held_by)].join(" ");
}

/** Why a reminder did not come at its time. */
export function reason(by: HeldBy): string {
  const reasons = {
    pause: m.reminder_late_pause,
    quiet_hours: m.reminder_late_quiet_hours,
    day_off: m.reminder_late_day_off,
    away: m.reminder_late_away,
  };
  return reasons[by]();
}

/** What holds pop-ups back now, and until when; null if nothing does. */
export function holding(held: Held): string | null {
  if (held.by === null || held.until === null) return null;
  if (held.for_good) return m.inbox_held_for_good();
  const when = moment(held.until);
  if (held.by === "quiet_hours") return m.inbox_held_quiet_hours({ when });
  if (held.by === "day_off") return m.inbox_held_day_off({ when });
  return m.inbox_held_pause({ when });
}
