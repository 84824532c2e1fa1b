import { call } from "../../api/client";
import type { Choice } from "../../components";

/** People whose name begins like what is typed, without the one given. */
export async function personChoices(typed: string, without?: string): Promise<Choice[]> {
  const { items } = await call("person_list", { text: typed, page: { limit: 20 } });
  return items
    .filter((person) => person.id !== without)
    .map((person) => ({
      value: person.id,
      label: person.name,
      detail: person.organisation || person.position,
    }));
}

/** Rooms whose person's name begins like what is typed. */
export async function roomChoices(typed: string): Promise<Choice[]> {
  const request = { role: null, person: null, with_ended: false, text: typed, page: { limit: 20 } };
  const { items } = await call("relationship_list", request);
  return items.map((room) => ({ value: room.id, label: room.name, detail: room.topic }));
}
