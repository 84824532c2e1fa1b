import type { Contact } from "../../api/bindings";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";

const LogContact = dialogOf(() => import("./LogContact.svelte"));
const ChangeContact = dialogOf(() => import("./ChangeContact.svelte"));

/** Asks for a contact, perhaps with the room it was with. */
export function logContact(relationshipId?: string, name?: string): void {
  openDialog(LogContact, { relationshipId, name });
}

/** Asks what a contact with somebody of that name really was. */
export function changeContact(contact: Contact, name: string): void {
  openDialog(ChangeContact, { contact, name });
}
