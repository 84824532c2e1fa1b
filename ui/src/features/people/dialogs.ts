import type { Person, PersonRow } from "../../api/bindings";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";
import { go } from "../../frame/navigation.svelte";

const PersonDialog = dialogOf(() => import("./PersonDialog.svelte"));
const MergePeople = dialogOf(() => import("./MergePeople.svelte"));

const goTo = (person: Person) => go({ kind: "person", id: person.id });

/** Asks for a person, perhaps with a name already typed elsewhere, and goes to the new one's page. */
export function addPerson(name = ""): void {
  openDialog(PersonDialog, { name, onadded: goTo });
}

/** Asks what is known of a person. */
export function changePerson(person: Person): void {
  openDialog(PersonDialog, { person });
}

/** Asks which other entry is the same person, and goes to the one that is kept. */
export function mergePeople(person: Person, other: PersonRow | null): void {
  openDialog(MergePeople, { person, other, onmerged: goTo });
}
