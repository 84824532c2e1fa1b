import { addDays } from "../../components/when";

/** 0 is Sunday, as in the surroundings. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The first day of the week a date lies in. */
export function weekStart(date: string, firstDay: Weekday): string {
  return addDays(date, -((weekday(date) - firstDay + 7) % 7));
}

/** The seven dates of a week. */
export function weekOf(date: string, firstDay: Weekday): string[] {
  const start = weekStart(date, firstDay);
  return Array.from({ length: 7 }, (_, day) => addDays(start, day));
}

/** The weeks a month touches, each with its seven dates. */
export function monthOf(date: string, firstDay: Weekday): string[][] {
  const first = `${date.slice(0, 8)}01`;
  const last = addDays(addMonths(first, 1), -1);
  const weeks: string[][] = [];
  for (let start = weekStart(first, firstDay); start <= last; start = addDays(start, 7))
    weeks.push(weekOf(start, firstDay));
  return weeks;
}

/** So many months on, on the same day or on the month's last one: 31 January and a month is 28 February. */
export function addMonths(date: string, months: number): string {
  const [year = 1970, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, length));
  return first.toISOString().slice(0, 10);
}

/** True for a date there is: `2026-02-30` is none. */
export function isDate(date: string): boolean {
  const instant = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date);
}

function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
