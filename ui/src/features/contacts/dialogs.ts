import type { Contact } from "../../api/bindings";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";
import LogContactDialog from "./LogContact.svelte";

// There from the start: the second of its two keys may come before anything could be loaded.
const LogContact = () => Promise.resolve({ default: LogContactDialog });
const ChangeContact = dialogOf(() => import("./ChangeContact.svelte"));

/** Asks for a contact, perhaps with the room it was with. */
export function logContact(relationshipId?: string, name?: string): void {
  openDialog(LogContact, { relationshipId, name });
}

/** Asks what a contact with somebody of that name really was. */
export function changeContact(contact: Contact, name: string): void {
  openDialog(ChangeContact, { contact, name });
}
