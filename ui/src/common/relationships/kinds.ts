import type { Cadence, CadenceUnit, Kind, RelationshipFields, Role } from "../../api/bindings";

/** Every kind, the most usual first. */
export const kinds: readonly Kind[] = [
  "informal",
  "formal",
  "peer",
  "skill",
  "project",
  "reverse",
  "distance",
  "group",
];

/** What a kind asks for beyond a name, and how often people of this kind mostly meet. */
interface Asked {
  cadence: Cadence | null;
  topic: boolean;
  programme: boolean;
  dates: boolean;
  /** The role this kind implies, if it does. */
  role?: Role;
}

const every = (count: number, unit: CadenceUnit): Cadence => ({ every: count, unit });

export const asked: Record<Kind, Asked> = {
  informal: { cadence: every(1, "month"), topic: true, programme: false, dates: false },
  formal: { cadence: every(2, "week"), topic: true, programme: true, dates: true },
  peer: { cadence: every(2, "week"), topic: true, programme: false, dates: false, role: "peer" },
  reverse: { cadence: every(1, "month"), topic: true, programme: false, dates: false },
  skill: { cadence: every(1, "week"), topic: true, programme: false, dates: true },
  project: { cadence: every(1, "week"), topic: true, programme: false, dates: true },
  distance: { cadence: every(1, "month"), topic: true, programme: false, dates: false },
  group: { cadence: every(1, "month"), topic: true, programme: true, dates: false },
};

/** The cadences offered; any other that is already there is offered, too. */
export const cadences: readonly (Cadence | null)[] = [
  every(1, "week"),
  every(2, "week"),
  every(3, "week"),
  every(1, "month"),
  every(2, "month"),
  every(3, "month"),
  every(6, "month"),
  every(1, "monday"),
  null,
];

/** The weekdays of the "every third Monday" cadences, Monday first. */
export const weekdayUnits = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const satisfies readonly CadenceUnit[];

export type WeekdayUnit = (typeof weekdayUnits)[number];

/** The weekday of a cadence's unit, if it is one. */
export function weekdayUnit(unit: CadenceUnit | undefined): WeekdayUnit | null {
  return weekdayUnits.find((one) => one === unit) ?? null;
}

/** The form's value for every cadence on a weekday of the month. */
const onWeekday = "weekday";

/** A cadence as a form's value: "2 week", "weekday", or "" for as needed. */
export function cadenceKey(cadence: Cadence | null): string {
  if (cadence === null) return "";
  return weekdayUnit(cadence.unit) === null ? `${cadence.every} ${cadence.unit}` : onWeekday;
}

/** The cadence of a form's value. */
export function cadenceOf(key: string): Cadence | null {
  if (key === onWeekday) return every(1, "monday");
  const [count, unit] = key.split(" ");
  if (unit !== "week" && unit !== "month") return null;
  return { every: Number(count), unit };
}

/** What a new relationship begins with. */
export function newFields(role: Role): RelationshipFields {
  const kind = role === "peer" ? "peer" : "informal";
  return {
    role,
    kind,
    topic: "",
    programme: "",
    started_on: null,
    ends_on: null,
    cadence: asked[kind].cadence,
  };
}
