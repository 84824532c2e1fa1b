import type { Person } from "../../api/bindings";
import { call } from "../../api/client";
import { referring } from "./referring";
import { attempt } from "../../frame/changes";
import { m } from "../../words/messages";

/** Puts somebody into the bin; true once they are there. */
export function deletePerson(person: Person): Promise<boolean> {
  const said = m.person_deleted({ ...referring(person), name: person.name });
  return attempt(() => call("person_delete", { id: person.id }), said);
}
