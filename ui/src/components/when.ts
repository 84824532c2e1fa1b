/**
 * Dates and times as people say them. Everything here is a floating local time as the core gives it,
 * `2026-03-03` or `2026-03-03T14:00`; the browser's zone plays no part.
 */

export interface Reading {
  /** A BCP 47 tag. */
  locale: string;
  hours24: boolean;
}

interface Words {
  lastWeekday: (weekday: string) => string;
}

const day = 86_400_000;

/** True if the text has a time of day. */
export function hasTime(local: string): boolean {
  return local.includes("T");
}

/** The date part. */
export function dateOf(local: string): string {
  return local.slice(0, 10);
}

/** Whole days from `today` to the date of `local`; negative if it is past. */
export function daysUntil(local: string, today: string): number {
  return Math.round((instant(dateOf(local)) - instant(dateOf(today))) / day);
}

/** The date so many days on. */
export function addDays(date: string, days: number): string {
  return new Date(instant(dateOf(date)) + days * day).toISOString().slice(0, 10);
}

/** "tomorrow 15:00", "Thursday", "12 March", "12 March 2027". */
export function saidAs(local: string, today: string, reading: Reading, words: Words): string {
  const date = saidDay(local, today, reading, words);
  return hasTime(local) ? `${date} ${clockTime(local, reading)}` : date;
}

/** "Tuesday, 3 March 2026", with the time if there is one. */
export function exactly(local: string, reading: Reading): string {
  const date = format(local, reading.locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  return hasTime(local) ? `${date}, ${clockTime(local, reading)}` : date;
}

/** When people mostly meet: the time of a meeting of which only the day is said, here as in quick add. */
export const usualTime = "10:00";

/** "14:00" or "2:00 pm". */
export function clockTime(local: string, { locale, hours24 }: Reading): string {
  return lower(format(local, locale, clock(hours24)));
}

/** "14:00–14:45" or "2:00–2:45 pm". */
export function clockRange(from: string, until: string, { locale, hours24 }: Reading): string {
  const range = formatter(locale, clock(hours24)).formatRange(instant(from), instant(until));
  // Without "Uhr", as a time alone is.
  return lower(range.replace(/\s?–\s?/, "–").replace(/\sUhr$/, ""));
}

/** "9 days ago", "in 7 weeks", "today". */
export function roughly(local: string, today: string, locale: string): string {
  const days = daysUntil(local, today);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const size = Math.abs(days);
  if (size < 14) return relative.format(days, "day");
  if (size < 70) return relative.format(Math.trunc(days / 7), "week");
  if (size < 730) return relative.format(Math.trunc(days / 30.44), "month");
  return relative.format(Math.trunc(days / 365.25), "year");
}

/** A date with any fields of Intl, in a floating zone. */
export function format(local: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(locale, options).format(instant(local));
}

function saidDay(local: string, today: string, { locale }: Reading, words: Words): string {
  const days = daysUntil(local, today);
  if (Math.abs(days) <= 2) {
    const said = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
    if (!/\d/.test(said)) return said;
  }
  const weekday = format(local, locale, { weekday: "long" });
  if (days > 0 && days < 7) return weekday;
  if (days < 0 && days > -7) return words.lastWeekday(weekday);
  const sameYear = dateOf(local).slice(0, 4) === dateOf(today).slice(0, 4);
  return format(local, locale, {
    day: "numeric",
    month: "long",
    ...(sameYear || Math.abs(days) < 60 ? {} : { year: "numeric" }),
  });
}

/** "2:00 pm" in every language, as the core writes it. */
function lower(time: string): string {
  return time.replace(/AM|PM/g, (half) => half.toLowerCase());
}

function clock(hours24: boolean): Intl.DateTimeFormatOptions {
  return hours24
    ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
    : { hour: "numeric", minute: "2-digit", hourCycle: "h12" };
}

function instant(local: string): number {
  return Date.parse(hasTime(local) ? `${local.slice(0, 16)}:00Z` : `${local}T00:00:00Z`);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs more than using it a hundred times, and a list uses it for every row.
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    formatters.set(key, found);
  }
  return found;
}
