import { clockTime, format, proseLocale, surroundings } from "../../components";
import { localAt } from "../../shell/instants";

/** An instant as a person says it, with its year: a backup may be of another one. */
export function moment(at: number): string {
  const local = localAt(at);
  const day = format(local, proseLocale(), { day: "numeric", month: "long", year: "numeric" });
  return `${day}, ${clockTime(local, { locale: proseLocale(), hours24: surroundings.hours24 })}`;
}
