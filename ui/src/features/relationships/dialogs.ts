import type { RelationshipRow } from "../../api/bindings";
import { openDialog } from "../../frame/dialogs.svelte";

const StartRelationship = () => import("./StartRelationship.svelte");
const ChangeRelationship = () => import("./ChangeRelationship.svelte");
const MovePhase = () => import("./MovePhase.svelte");
const KeepRoom = () => import("./KeepRoom.svelte");

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
