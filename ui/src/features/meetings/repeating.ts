import type { Cadence, InSeries, SeriesEnd, SeriesRule } from "../../api/bindings";
import { rhythmOf, rhythmsOf, ruleOf, type Rhythm } from "./series";

/** What a form asks about a meeting that comes again, as it is kept while it is typed. */
export interface Repeating {
  /** "no", "other", or a rhythm and its number, such as "week 2". */
  choice: string;
  /** The number and the rhythm of "other". */
  every: string;
  rhythm: Rhythm;
  ends: SeriesEnd["kind"];
  until: string | null;
  count: string;
}

/** The rhythms offered by name; every other number is "other". */
export const offered: readonly [Rhythm, number][] = [
  ["week", 1],
  ["week", 2],
  ["day", 1],
  ["weekday", 1],
  ["last", 1],
  ["day", 3],
  ["weekday", 3],
];

/** What the form begins with: nothing repeats, or what the series says. */
export function repeatingOf(series: InSeries | null): Repeating {
  const empty: Repeating = {
    choice: "no",
    every: "1",
    rhythm: "week",
    ends: "never",
    until: null,
    count: "10",
  };
  if (series === null) return empty;
  const { rule, end } = series;
  const rhythm = rhythmOf(rule);
  const known = offered.some(([one, every]) => one === rhythm && every === rule.every);
  return {
    ...empty,
    choice: known ? `${rhythm} ${rule.every}` : "other",
    every: String(rule.every),
    rhythm,
    ends: end.kind,
    until: end.kind === "until" ? end.on : null,
    count: end.kind === "after" ? String(end.count) : empty.count,
  };
}

/** The rule that is asked for; null where nothing repeats, or there is no date to count from. */
export function wantedRule(repeating: Repeating, date: string | null): SeriesRule | null {
  if (repeating.choice === "no" || date === null) return null;
  const [rhythm, every] =
    repeating.choice === "other"
      ? [repeating.rhythm, Math.trunc(Number(repeating.every))]
      : rhythmChosen(repeating.choice);
  // Another date may have no such weekday: its fourth is not the last, its fifth is.
  const allowed = rhythmsOf(date);
  if (allowed.includes(rhythm)) return ruleOf(rhythm, every, date);
  return ruleOf(rhythm === "last" ? "weekday" : "last", every, date);
}

/** A rhythm and its number as they are picked by name: "week 2". */
export function choiceOf([rhythm, every]: [Rhythm, number]): string {
  return `${rhythm} ${every}`;
}

function rhythmChosen(choice: string): [Rhythm, number] {
  const [rhythm = "week", every = "1"] = choice.split(" ");
  return [rhythm as Rhythm, Number(every)];
}

/** The rhythm two people mean to meet in, as a series has it. */
export function rhythmOfCadence({ unit, every }: Cadence): [Rhythm, number] {
  if (unit === "week") return ["week", every];
  if (unit === "month") return ["day", every];
  return every === 5 ? ["last", 1] : ["weekday", 1];
}

/** The end that is asked for; null while a day is still to be given. */
export function wantedEnd(repeating: Repeating): SeriesEnd | null {
  switch (repeating.ends) {
    case "never":
      return { kind: "never" };
    case "until":
      return repeating.until === null ? null : { kind: "until", on: repeating.until };
    case "after":
      return { kind: "after", count: Math.trunc(Number(repeating.count)) };
  }
}

/** True if both ask for the same rhythm, whatever the end. */
export function sameRhythm(one: Repeating, other: Repeating): boolean {
  return (
    one.choice === other.choice &&
    (one.choice !== "other" || (one.every === other.every && one.rhythm === other.rhythm))
  );
}
