import type { PickedFile } from "../../platform";

/** Whether the dialog that adds to the library lies over the page, whatever the page; perhaps with a dropped file. */
export const adding = $state<{ open: boolean; file: PickedFile | null; room: string | undefined }>({
  open: false,
  file: null,
  room: undefined,
});

/** Opens it. What is added in a room goes through that room. */
export function addResource(file: PickedFile | null = null, room?: string): void {
  adding.file = file;
  adding.room = room;
  adding.open = true;
}
