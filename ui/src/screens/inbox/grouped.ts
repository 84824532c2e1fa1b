import type { Reminder } from "../../api/bindings";
import { m } from "../../words/messages";

/** From this many on, a list is easier to read person by person. */
const many = 8;

/** One line of the inbox; `heads` is the name it stands under, on the first line of each person. */
export interface Line {
  reminder: Reminder;
  heads: string | null;
}

/**
 * Puts what is about the same person together where there is much, whoever has the latest first. A short list, or
 * one about a single person, stays as it is.
 */
export function grouped(reminders: readonly Reminder[]): Line[] {
  const people = new Map<string | null, Reminder[]>();
  for (const reminder of reminders) {
    const others = people.get(reminder.person);
    if (others) others.push(reminder);
    else people.set(reminder.person, [reminder]);
  }
  if (reminders.length < many || people.size < 2)
    return reminders.map((reminder) => ({ reminder, heads: null }));
  return [...people].flatMap(([person, theirs]) =>
    theirs.map((reminder, index) => ({
      reminder,
      heads: index === 0 ? (person ?? m.inbox_of_yourself()) : null,
    })),
  );
}
