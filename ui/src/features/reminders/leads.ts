import { m } from "../../words/messages";

const offered = [0, 5, 10, 15, 30, 60, 120, 240, 1_440, 2_880, 10_080];

/** How long before a meeting one can be reminded, in minutes; `current` is among them, whatever it is. */
export function leads(current: number): { value: string; label: string }[] {
  const minutes = offered.includes(current) ? offered : [...offered, current].sort((a, b) => a - b);
  return minutes.map((lead) => ({ value: String(lead), label: leadWords(lead) }));
}

/** A lead in words, such as "one hour before". */
export function leadWords(minutes: number): string {
  if (minutes === 0) return m.settings_remind_none();
  if (minutes % 1_440 === 0) return m.settings_remind_days({ count: minutes / 1_440 });
  if (minutes % 60 === 0) return m.settings_remind_hours({ count: minutes / 60 });
  return m.settings_remind_minutes({ count: minutes });
}
