import type { RecordKind, RecordLine } from "../../api/bindings";
import { m } from "../../words/messages";

const kinds: Record<RecordKind, () => string> = {
  people: m.record_kind_people,
  rooms: m.record_kind_rooms,
  meetings: m.record_kind_meetings,
  promises: m.record_kind_promises,
  goals: m.record_kind_goals,
  resources: m.record_kind_resources,
  notes: m.record_kind_notes,
  rest: m.record_kind_rest,
};

/** What an import would do with one kind, or did. */
export function told(line: RecordLine, done: boolean): string {
  const facts = {
    kind: kinds[line.kind](),
    added: line.added,
    same: line.same,
    different: line.different,
  };
  if (line.different > 0) {
    return done ? m.record_line_done_different(facts) : m.record_line_different(facts);
  }
  return done ? m.record_line_done(facts) : m.record_line(facts);
}
