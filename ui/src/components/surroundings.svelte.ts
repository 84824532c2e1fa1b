import { baseLocale, overwriteGetLocale, type Locale } from "../words/runtime";
import type { Choice } from "./Combobox.svelte";
import type { Facing } from "./dateText";
import { clockTime } from "./when";

/** What words for a day, a time or both mean, such as `2026-03-12` and `15:00:00`; null what they do not name. */
export interface DateMeant {
  day: string | null;
  time: string | null;
}

/**
 * How this person reads: what every component that shows words, days or hours goes by.
 * The shell fills it from the settings; because it is state, a change shows at once.
 */
export const surroundings = $state({
  language: baseLocale as Locale,
  /** The person's day, such as `2026-03-03`: from the core's clock and zone, never from the browser's. */
  today: "1970-01-01",
  hours24: true,
  /** 0 is Sunday, 1 is Monday. */
  firstDay: 1 as 0 | 1 | 6,
  /** Reads a day, a time or both, said in words that a field does not know itself. */
  understand: null as ((words: string, facing: Facing) => Promise<DateMeant>) | null,
  /** Finds time zones by the beginnings of their words, those near another first. */
  findZones: (() => Promise.resolve([])) as (typed: string, near: string | undefined) => Promise<Choice[]>,
});

overwriteGetLocale(() => surroundings.language);

/** A time of day such as `15:00`, as this person reads it: "3:00 pm". */
export function timeOfDay(time: string): string {
  return clockTime(`2000-01-01T${time}`, { locale: proseLocale(), hours24: surroundings.hours24 });
}

/** The locale in which dates are written out: the core says them the same way. */
export function proseLocale(): string {
  return surroundings.language === "de" ? "de-DE" : "en-GB";
}

/** The locale whose order of day and month date fields follow: the system's, if it speaks the app's language. */
export function fieldLocale(): string {
  const spoken = navigator.languages.find((tag) => tag.split("-")[0] === surroundings.language);
  return spoken?.includes("-") ? spoken : proseLocale();
}
