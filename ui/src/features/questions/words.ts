import type { Occasion, Origin, Question, Role } from "../../api/bindings";
import { m } from "../../words/messages";
import { listed } from "../../common/meetings/names";
import { isolated } from "../../common/meetings/sentences";
import { dateWords } from "../../common/relationships/sentences";

export const occasions = [
  "first_meeting",
  "regular",
  "stuck",
  "decision",
  "feedback",
  "review",
  "closing",
] as const satisfies readonly Occasion[];

/** When a question is worth asking, in a word or two. */
export function occasionWord(occasion: Occasion): string {
  const words = {
    first_meeting: m.occasion_first_meeting,
    regular: m.occasion_regular,
    stuck: m.occasion_stuck,
    decision: m.occasion_decision,
    feedback: m.occasion_feedback,
    review: m.occasion_review,
    closing: m.occasion_closing,
  };
  return words[occasion]();
}

/** For whom a question or a template is. */
export function fitsWords(role: Role | null): string {
  const words = { mentee: m.fits_mentee, mentor: m.fits_mentor, peer: m.fits_peer };
  return role === null ? m.fits_any() : words[role]();
}

/** For whom it is, said only where it is not for anybody. */
export function forWords({
  role,
  room_name,
}: {
  role: Role | null;
  room_name: string | null;
}): string | null {
  if (room_name !== null) return m.fits_room_of({ name: isolated(room_name) });
  return role === null ? null : fitsWords(role);
}

/** The roles as a form offers them; "" fits anybody. */
export function fitsOptions(): { value: Role | ""; label: string }[] {
  const roles = ["mentee", "mentor", "peer"] as const;
  return [
    { value: "", label: fitsWords(null) },
    ...roles.map((value) => ({ value, label: fitsWords(value) })),
  ];
}

/** Whose words it is in; nothing where they are ours. */
export function originWords(origin: Origin): string | null {
  const words = { shipped: () => null, changed: m.origin_changed, own: m.origin_own };
  return words[origin]();
}

/** "asked Ada on 3 March", or nothing where nobody was. */
export function askedWords(question: Question): string | null {
  const [latest] = question.asked;
  if (latest === undefined) return null;
  const date = dateWords(latest.on);
  const more = question.asked_of - 1;
  if (more === 0) return m.question_asked({ names: isolated(latest.name), date });
  const shown = question.asked.length === question.asked_of ? question.asked : question.asked.slice(0, 1);
  const names = listed(shown.map(({ name }) => name));
  if (shown.length > 1 && shown.every(({ on }) => on === latest.on)) return m.question_asked({ names, date });
  return m.question_asked_more({ names: isolated(latest.name), count: more, date });
}
