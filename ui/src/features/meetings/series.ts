import type { InSeries, SeriesEnd, SeriesRule, Weekday } from "../../api/bindings";
import { addDays, format, proseLocale, surroundings } from "../../components";
import { m } from "../../words/messages";
import { weekdayWord } from "../../common/relationships/sentences";

/** How a meeting comes again, as a person picks it: the day and the weekday follow from its date. */
export type Rhythm = "week" | "day" | "weekday" | "last";

const weekdays: readonly Weekday[] = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
];

/** The rule of a rhythm whose dates `date` is one of. */
export function ruleOf(rhythm: Rhythm, every: number, date: string): SeriesRule {
  const weekday = weekdayOf(date);
  switch (rhythm) {
    case "week":
      return { unit: "week", every };
    case "day":
      return { unit: "month_day", every, day: dayOf(date) };
    case "weekday":
      return { unit: "month_weekday", every, which: Math.ceil(dayOf(date) / 7), weekday };
    case "last":
      return { unit: "month_weekday", every, which: 5, weekday };
  }
}

/** The rhythm a rule has. */
export function rhythmOf(rule: SeriesRule): Rhythm {
  if (rule.unit === "week") return "week";
  if (rule.unit === "month_day") return "day";
  return rule.which === 5 ? "last" : "weekday";
}

/** The rhythms a date allows: the fifth of a weekday is its month's last, and the fourth may be. */
export function rhythmsOf(date: string): Rhythm[] {
  const fifth = dayOf(date) > 28;
  const last = addDays(date, 7).slice(0, 7) !== date.slice(0, 7);
  return ["week", "day", ...(fifth ? [] : ["weekday" as const]), ...(last ? ["last" as const] : [])];
}

/** "the 31st", "the second Tuesday": what months are counted to. */
export function monthlyWord(rhythm: Rhythm, date: string): string {
  if (rhythm === "week") return m.series_unit_weeks();
  if (rhythm === "day") return m.series_unit_day({ day: ordinal(dayOf(date)) });
  const which = rhythm === "last" ? 5 : Math.ceil(dayOf(date) / 7);
  return m.series_unit_weekday({ nth: nth(which), weekday: weekdayWord(weekdayOf(date)) });
}

/** "Every 2 weeks on Tuesday", "Every month on the 31st or the last day". */
export function ruleSentence(rule: SeriesRule, startsOn: string): string {
  const count = rule.every;
  switch (rule.unit) {
    case "week":
      return m.series_weeks({ count, weekday: weekdayWord(weekdayOf(startsOn)) });
    case "month_day": {
      const sentence = m.series_months_day({ count, day: ordinal(rule.day) });
      return rule.day > 28 ? m.series_or_last({ rule: sentence }) : sentence;
    }
    case "month_weekday":
      return m.series_months_weekday({ count, nth: nth(rule.which), weekday: weekdayWord(rule.weekday) });
  }
}

/** The same with its end: "Every 2 weeks on Tuesday, until 3 March". */
export function endedSentence(rule: SeriesRule, startsOn: string, end: SeriesEnd): string {
  const sentence = ruleSentence(rule, startsOn);
  switch (end.kind) {
    case "never":
      return sentence;
    case "after":
      return m.series_times({ rule: sentence, count: end.count });
    case "until":
      // A series that was called off before it began has no last day to tell.
      return end.on < startsOn ? sentence : m.series_until({ rule: sentence, day: dayWords(end.on) });
  }
}

/** A series as its meetings tell it. */
export function seriesSentence(series: InSeries): string {
  return endedSentence(series.rule, series.starts_on, series.end);
}

/** "3 March", with the year if it is another one. */
export function dayWords(date: string): string {
  const year = date.slice(0, 4) === surroundings.today.slice(0, 4) ? {} : { year: "numeric" as const };
  return format(date, proseLocale(), { day: "numeric", month: "long", ...year });
}

function dayOf(date: string): number {
  return Number(date.slice(8, 10));
}

function weekdayOf(date: string): Weekday {
  return weekdays[new Date(`${date.slice(0, 10)}T00:00Z`).getUTCDay()] ?? "monday";
}

function nth(which: number): string {
  return m.room_cadence_nths().split(" ")[which - 1] ?? "";
}

function ordinal(day: number): string {
  const forms = ["one", "two", "few", "other"];
  const form = new Intl.PluralRules("en", { type: "ordinal" }).select(day);
  return `${day}${m.series_day_endings().split(" ")[forms.indexOf(form)] ?? ""}`;
}
