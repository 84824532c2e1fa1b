import type { Cadence } from "../../api/bindings";
import { daysUntil } from "../../components";
import { m } from "../../words/messages";

/** Why somebody counts as gone quiet: how long it has been, and how long was meant. */
export function silence(lastContact: string | null, cadence: Cadence | null, today: string): string {
  const meant = cadence === null ? "" : rhythm(cadence);
  if (lastContact === null) return m.today_quiet_never({ cadence: meant });
  const days = Math.max(1, -daysUntil(lastContact, today));
  const [count, say] = days < 14 ? [days, m.today_quiet_days] : [Math.floor(days / 7), m.today_quiet_weeks];
  return say({ count, words: capital(inWords(count)), cadence: meant });
}

/** "every month", "every four weeks". */
export function rhythm({ every, unit }: Cadence): string {
  const say = unit === "week" ? m.today_every_weeks : m.today_every_months;
  return say({ count: every, words: inWords(every) });
}

/** Two to twelve as a word, as people write them; the rest in digits. */
export function inWords(count: number): string {
  return m.number_words().split(" ")[count - 2] ?? String(count);
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
