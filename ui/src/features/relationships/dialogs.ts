import type { RelationshipRow } from "../../api/bindings";
import { dialogOf, openDialog } from "../../frame/dialogs.svelte";

const StartRelationship = dialogOf(() => import("./StartRelationship.svelte"));
const ChangeRelationship = dialogOf(() => import("./ChangeRelationship.svelte"));
const MovePhase = dialogOf(() => import("./MovePhase.svelte"));
const KeepRoom = dialogOf(() => import("./KeepRoom.svelte"));

/** Asks for a relationship, perhaps with a person. */
export function startRelationship(personId?: string): void {
  openDialog(StartRelationship, { personId });
}

/** Asks what a relationship is from now on. */
export function changeRelationship(relationship: RelationshipRow): void {
  openDialog(ChangeRelationship, { relationship });
}

/** Asks which phase a relationship goes into. */
export function movePhase(relationship: RelationshipRow): void {
  openDialog(MovePhase, { relationship });
}

/** Asks until when the room of an ended relationship is kept. */
export function keepRoom(relationship: RelationshipRow): void {
  openDialog(KeepRoom, { relationship });
}
