import { addDays, daysUntil, format } from "./when";

/** Where a day lies, where its words leave it open. */
export type Facing = "anywhere" | "ahead" | "back";

/** In which order a person writes the numbers of a date. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** The order of a locale: `en-US` writes the month first, `ja` the year. */
export function dateOrder(locale: string): DateOrder {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date(0)).map((part) => part.type);
  if (parts[0] === "year") return "ymd";
  return parts.indexOf("month") < parts.indexOf("day") ? "mdy" : "dmy";
}

const near: Record<string, number> = {
  today: 0,
  heute: 0,
  tomorrow: 1,
  morgen: 1,
  übermorgen: 2,
  yesterday: -1,
  gestern: -1,
  vorgestern: -2,
};

const spans: [RegExp, "day" | "week" | "month"][] = [
  [/^(d|days?|t|tage?n?)?$/, "day"],
  [/^(w|weeks?|wochen?)$/, "week"],
  [/^(m|months?|monate?n?)$/, "month"],
];

/**
 * A date as people write it: "12 March", "3/12", "2026-03-12", "tomorrow", "Thursday", "in 2 weeks".
 * A missing year is the one that makes the date lie where the field looks; anywhere means ahead, or not long past.
 * Null if it is no date.
 */
export function readDate(
  text: string,
  today: string,
  locale: string,
  facing: Facing = "anywhere",
): string | null {
  const words = text.trim().toLocaleLowerCase(locale);
  const ahead = near[words];
  if (ahead !== undefined) return addDays(today, ahead);
  return (
    readIso(words) ??
    readSpan(words, today) ??
    readWeekday(words, today, locale, facing) ??
    readParts(words, today, locale, facing)
  );
}

function readIso(words: string): string | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  return match ? dateFrom(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

function readSpan(words: string, today: string): string | null {
  const match = /^(?:in\s+|\+\s*)(\d{1,4})\s*(\p{L}*)$/u.exec(words);
  if (!match) return null;
  const count = Number(match[1]);
  const unit = spans.find(([pattern]) => pattern.test(match[2] ?? ""))?.[1];
  if (unit === "day") return addDays(today, count);
  if (unit === "week") return addDays(today, count * 7);
  if (unit === "month") return addMonths(today, count);
  return null;
}

function readWeekday(words: string, today: string, locale: string, facing: Facing): string | null {
  if (!/^\p{L}{2,}\.?$/u.test(words)) return null;
  const start = words.replace(".", "");
  for (let ahead = 1; ahead <= 7; ahead += 1) {
    const date = addDays(today, facing === "back" ? -ahead : ahead);
    const names = [locale, "en"].map((tag) => format(date, tag, { weekday: "long" }).toLocaleLowerCase(tag));
    if (names.some((name) => name.startsWith(start))) return date;
  }
  return null;
}

function readParts(words: string, today: string, locale: string, facing: Facing): string | null {
  const date = readNumbers(words, today, locale, facing);
  if (date === null) return null;
  // What says more than a month and the day's own name is for the core to read, or no date.
  const known = (name: string) =>
    monthNamed(name, locale) !== null ||
    [locale, "en"].some((tag) =>
      format(date, tag, { weekday: "long" }).toLocaleLowerCase(tag).startsWith(name),
    );
  return [...words.matchAll(/\p{L}{3,}/gu)].every(([name]) => known(name)) ? date : null;
}

function readNumbers(words: string, today: string, locale: string, facing: Facing): string | null {
  const numbers = [...words.matchAll(/\d+/g)].map((match) => Number(match[0]));
  const names = [...words.matchAll(/\p{L}{3,}/gu)].map((match) => match[0]);
  if (numbers.length < 1 || numbers.length > 3 || numbers.some((number) => number > 9999)) return null;
  const months = names.map((name) => monthNamed(name, locale)).filter((month) => month !== null);
  if (months.length > 1) return null;
  let [day, month, year] = [0, 0, null as number | null];
  if (months[0] !== undefined) {
    month = months[0];
    const [first, second] = numbers;
    if (numbers.length > 2 || first === undefined) return null;
    [day, year] = first > 31 ? [second ?? 0, first] : [first, second ?? null];
  } else {
    if (numbers.length < 2 || names.length > 0) return null;
    const [a = 0, b = 0, c] = numbers;
    const order = a > 31 ? "ymd" : dateOrder(locale);
    if (c === undefined) [day, month] = order === "dmy" ? [a, b] : [b, a];
    else if (order === "ymd") [year, month, day] = [a, b, c];
    else [day, month, year] = order === "dmy" ? [a, b, c] : [b, a, c];
  }
  if (year !== null) return dateFrom(year < 100 ? 2000 + year : year, month, day);
  const thisYear = Number(today.slice(0, 4));
  if (facing === "back") {
    const date = dateFrom(thisYear, month, day);
    return date !== null && date <= today ? date : dateFrom(thisYear - 1, month, day);
  }
  const date = dateFrom(thisYear, month, day) ?? dateFrom(thisYear + 1, month, day);
  if (date === null || daysUntil(date, today) >= (facing === "ahead" ? 0 : -90)) return date;
  return dateFrom(thisYear + 1, month, day);
}

function monthNamed(name: string, locale: string): number | null {
  for (let month = 1; month <= 12; month += 1) {
    const date = `2001-${pad(month)}-01`;
    const names = [locale, "en"].map((tag) => format(date, tag, { month: "long" }).toLocaleLowerCase(tag));
    if (names.some((full) => full.startsWith(name))) return month;
  }
  return null;
}

function addMonths(date: string, months: number): string | null {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  for (let clamped = day; clamped > 27; clamped -= 1) {
    const found = dateFrom(toYear, toMonth, clamped);
    if (found) return found;
  }
  return dateFrom(toYear, toMonth, day);
}

function dateFrom(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null;
}

/** A time of day as people write it, "15", "3pm", "15:00", "9.30", as `15:00`. Null if it is no time. */
export function readTime(text: string): string | null {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/\s*uhr$/, "");
  const match = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*(?:(a|p)\.?\s*(?:m\.?)?)?$/.exec(words);
  if (!match) return null;
  const minute = Number(match[2] ?? match[3] ?? 0);
  let hour = Number(match[1]);
  const half = match[4];
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return null;
  return `${pad(hour)}:${pad(minute)}`;
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
