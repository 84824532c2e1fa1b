import { desk } from "./desk.svelte";

/** The date of an instant, in the zone in force: `2026-03-03`. */
export function dateHere(instant: number): string {
  return part(instant, { year: "numeric", month: "2-digit", day: "2-digit" });
}

/** The minutes since midnight of an instant, in the zone in force. */
export function minutesHere(instant: number): number {
  const [hours = 0, minutes = 0] = part(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    .split(":")
    .map(Number);
  return hours * 60 + minutes;
}

// Swedish writes dates as ISO 8601 does. A desk that is closed knows no zone: the computer's counts.
function part(instant: number, options: Intl.DateTimeFormatOptions): string {
  const zone = desk.start ? { timeZone: desk.start.zone } : {};
  return new Intl.DateTimeFormat("sv-SE", { ...zone, ...options }).format(instant);
}

/** An instant on the wall of another zone; what was said of it where the web view does not know that zone. */
export function localIn(zone: string, instant: number, said: string): string {
  try {
    return part(instant, { dateStyle: "short", timeStyle: "short", timeZone: zone }).replace(" ", "T");
  } catch {
    return said;
  }
}

/** An instant on the wall of the zone in force: `2026-03-03T14:00`. */
export function localAt(instant: number): string {
  return part(instant, { dateStyle: "short", timeStyle: "short" }).replace(" ", "T");
}
