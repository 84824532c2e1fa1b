import type { Amendment, Cadence, CadenceUnit, Kind, Phase, RelationshipRow, Role } from "../../api/bindings";
import { format, proseLocale, roughly, surroundings } from "../../components";
import { m } from "../../words/messages";
import { isolated } from "../meetings/sentences";
import { weekdayUnit, weekdayUnits, type WeekdayUnit } from "./kinds";

/** What they are to me. */
export function roleWords(role: Role): string {
  const words = { mentee: m.room_role_mentee, mentor: m.room_role_mentor, peer: m.room_role_peer };
  return words[role]();
}

/** What sort of mentoring it is, in a word. */
export function kindWord(kind: Kind): string {
  const words = {
    informal: m.room_kind_informal,
    formal: m.room_kind_formal,
    peer: m.room_kind_peer,
    reverse: m.room_kind_reverse,
    skill: m.room_kind_skill,
    project: m.room_kind_project,
    distance: m.room_kind_distance,
    group: m.room_kind_group,
  };
  return words[kind]();
}

/** The same in a sentence. */
export function kindExplained(kind: Kind): string {
  const words = {
    informal: m.room_kind_informal_is,
    formal: m.room_kind_formal_is,
    peer: m.room_kind_peer_is,
    reverse: m.room_kind_reverse_is,
    skill: m.room_kind_skill_is,
    project: m.room_kind_project_is,
    distance: m.room_kind_distance_is,
    group: m.room_kind_group_is,
  };
  return words[kind]();
}

/** Where it stands. */
export function phaseWord(phase: Phase): string {
  const words = {
    prospect: m.room_phase_prospect,
    contacted: m.room_phase_contacted,
    trial: m.room_phase_trial,
    active: m.room_phase_active,
    paused: m.room_phase_paused,
    winding_down: m.room_phase_winding_down,
    ended: m.room_phase_ended,
    alumni: m.room_phase_alumni,
  };
  return words[phase]();
}

/** A weekday's name. */
export function weekdayWord(unit: WeekdayUnit): string {
  // Monday 1 January 2024 and the days after it.
  return format(`2024-01-0${weekdayUnits.indexOf(unit) + 1}`, proseLocale(), { weekday: "long" });
}

/** "third" and "Monday", if the cadence is on a weekday of the month. */
export function nthWeekday(cadence: Cadence): { nth: string; weekday: string } | null {
  const unit = weekdayUnit(cadence.unit);
  if (unit === null) return null;
  const nth = m.room_cadence_nths().split(" ")[cadence.every - 1] ?? "";
  return { nth, weekday: weekdayWord(unit) };
}

/** Words that begin with a capital, as they stand inside a sentence; what is a name or a noun further on stays. */
export function withinSentence(words: string): string {
  return words.charAt(0).toLocaleLowerCase(proseLocale()) + words.slice(1);
}

/** "Every two weeks", "Every month", "Every third Monday of the month", "As needed". */
export function cadenceWords(cadence: Cadence | null): string {
  if (cadence === null) return m.room_cadence_none();
  const on = nthWeekday(cadence);
  if (on !== null) return m.room_cadence_nth(on);
  const count = cadence.every;
  const number = m.numbers().split(" ")[count - 1] ?? String(count);
  return cadence.unit === "week"
    ? m.room_cadence_weeks({ count, number })
    : m.room_cadence_months({ count, number });
}

/** What a room's kind, role, rhythm or last day was before it was changed: "Kind: informal". */
export function beforeWords({ field, was }: Amendment): string {
  switch (field) {
    case "kind":
      return m.room_before({ what: m.room_kind(), was: kindWord(was as Kind) });
    case "role":
      return m.room_before({ what: m.room_role(), was: roleWords(was as Role) });
    case "cadence": {
      const [every = "1", unit = "month"] = was.split(" ");
      const cadence = { every: Number(every), unit: unit as CadenceUnit };
      return m.room_before({ what: m.room_cadence(), was: cadenceWords(cadence) });
    }
    case "ends_on":
    case "due_on":
    case "target_on":
      return m.room_before({ what: m.room_ends_on(), was: dateWords(was) });
  }
}

/** A date as it stands in running text: "31 December", with the year if it is another one. */
export function dateWords(date: string): string {
  const year = date.slice(0, 4) === surroundings.today.slice(0, 4) ? {} : { year: "numeric" as const };
  return format(date, proseLocale(), { day: "numeric", month: "long", ...year });
}

/** "Your mentor: first steps as a lead". */
export function roleSentence(room: RelationshipRow): string {
  const role = roleWords(room.role);
  return room.topic === "" ? role : m.room_role_for({ role, topic: isolated(room.topic) });
}

/** "Formal, “Women in Data”, until 31 December". */
export function kindSentence(room: RelationshipRow): string {
  const parts = [kindWord(room.kind)];
  if (room.programme !== "") parts.push(m.room_programme_quoted({ name: isolated(room.programme) }));
  if (room.ends_on !== null && room.phase !== "ended")
    parts.push(m.room_until({ day: dateWords(room.ends_on) }));
  return parts.join(", ");
}

/** "met 9 days ago", or "in touch 9 days ago" where the last contact was no meeting. */
export function lastContact(room: RelationshipRow): string {
  if (room.last_contact_on === null) return m.room_not_met();
  const when = roughly(room.last_contact_on, surroundings.today, proseLocale());
  return room.last_contact_on === room.last_met_on ? m.room_met({ when }) : m.room_in_touch({ when });
}

/** "Every two weeks; met 9 days ago". */
export function contactSentence(room: RelationshipRow): string {
  return m.room_contact({ cadence: cadenceWords(room.cadence), met: lastContact(room) });
}

/** The room in a few sentences: "Your mentor. Formal, until December. Every two weeks; met 9 days ago." */
export function roomLead(room: RelationshipRow): string {
  const sentences = [roleSentence(room), kindSentence(room)];
  if (room.phase !== "active") sentences.push(phaseWord(room.phase));
  sentences.push(contactSentence(room));
  return sentences.map((sentence) => `${sentence}.`).join(" ");
}
