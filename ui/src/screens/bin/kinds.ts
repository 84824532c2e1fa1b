import type { Discarded } from "../../api/bindings";
import { m } from "../../words/messages";

const kinds: Record<Discarded, () => string> = {
  person: m.bin_kind_person,
  relationship: m.bin_kind_relationship,
  meeting: m.bin_kind_meeting,
  agenda_point: m.bin_kind_agenda_point,
  action: m.bin_kind_action,
  goal: m.bin_kind_goal,
  milestone: m.bin_kind_milestone,
  resource: m.bin_kind_resource,
  note: m.bin_kind_note,
  advice: m.bin_kind_advice,
  decision: m.bin_kind_decision,
  journal_entry: m.bin_kind_journal_entry,
  agenda_template: m.bin_kind_agenda_template,
  question: m.bin_kind_question,
  contact: m.bin_kind_contact,
  challenge: m.bin_kind_challenge,
};

/** What was deleted, in a word or two. */
export function kindName(kind: Discarded): string {
  return kinds[kind]();
}
