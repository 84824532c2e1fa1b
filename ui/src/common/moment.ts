import { clockTime, format, proseLocale, surroundings } from "../components";
import { localAt } from "../frame/instants";

/** An instant as a person says it, with its year: a backup may be of another one. */
export function moment(at: number): string {
  const local = localAt(at);
  return `${dayOf(at)}, ${clockTime(local, { locale: proseLocale(), hours24: surroundings.hours24 })}`;
}

/** Its day alone. */
export function dayOf(at: number): string {
  return format(localAt(at), proseLocale(), { day: "numeric", month: "long", year: "numeric" });
}
