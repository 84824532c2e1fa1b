import { dialogOf, isOpen, openDialog } from "../../frame/dialogs.svelte";
import type { PickedFile } from "../../platform";

const AddResource = dialogOf(() => import("./AddResource.svelte"));

/** Asks for a resource, perhaps with a dropped file; what is added in a room goes through that room. */
export function addResource(file?: PickedFile, relationshipId?: string): void {
  openDialog(AddResource, { file, relationshipId });
}

/** Whether that is asked for: of several dropped files one comes after the other. */
export function isAddingResource(): boolean {
  return isOpen(AddResource);
}
