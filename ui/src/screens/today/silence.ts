import type { Cadence } from "../../api/bindings";
import { daysUntil } from "../../components/when";
import { m } from "../../words/messages";
import { inWords } from "../../common/words";
import { nthWeekday } from "../../common/relationships/sentences";

/** Why somebody counts as gone quiet: how long it has been, and how long was meant. */
export function silence(lastContact: string | null, cadence: Cadence | null, today: string): string {
  if (lastContact === null) return m.today_quiet_never({ cadence: cadence ? rhythm(cadence) : "" });
  const days = Math.max(1, -daysUntil(lastContact, today));
  const weeks = Math.floor(days / 7);
  if (days < 14)
    return capital(m.today_quiet_days({ count: days, words: inWords(days), cadence: meant(cadence, false) }));
  return capital(m.today_quiet_weeks({ count: weeks, words: inWords(weeks), cadence: meant(cadence, true) }));
}

/** The rhythm meant; "every four" is enough after "seven weeks". */
function meant(cadence: Cadence | null, afterWeeks: boolean): string {
  if (cadence === null) return "";
  const short = afterWeeks && cadence.unit === "week" && cadence.every > 1;
  return short ? m.today_every({ words: inWords(cadence.every) }) : rhythm(cadence);
}

/** "every month", "every four weeks", "every third Monday of the month". */
export function rhythm(cadence: Cadence): string {
  const on = nthWeekday(cadence);
  if (on !== null) return m.today_every_nth(on);
  const { every, unit } = cadence;
  const say = unit === "week" ? m.today_every_weeks : m.today_every_months;
  return say({ count: every, words: inWords(every) });
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
