import type { PickedFile } from "../../platform";

/** Whether the dialog that adds to the library lies over the page, whatever the page; perhaps with a dropped file. */
export const adding = $state<{ open: boolean; file: PickedFile | null }>({ open: false, file: null });

/** Opens it. */
export function addResource(file: PickedFile | null = null): void {
  adding.file = file;
  adding.open = true;
}
