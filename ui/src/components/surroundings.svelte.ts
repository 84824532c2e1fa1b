import { baseLocale, overwriteGetLocale, type Locale } from "../words/runtime";
import type { Facing } from "./dateText";

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
  /** Reads a day said in words that a date field does not know itself; null if they name none. */
  understand: null as ((words: string, facing: Facing) => Promise<string | null>) | null,
});

overwriteGetLocale(() => surroundings.language);

/** The locale in which dates are written out: the core says them the same way. */
export function proseLocale(): string {
  return surroundings.language === "de" ? "de-DE" : "en-GB";
}

/** The locale whose order of day and month date fields follow: the system's, if it speaks the app's language. */
export function fieldLocale(): string {
  const spoken = navigator.languages.find((tag) => tag.split("-")[0] === surroundings.language);
  return spoken?.includes("-") ? spoken : proseLocale();
}
