/** Whether the dialog that adds a promise lies over the page, and for which room. */
export const adding = $state<{ open: boolean; room: string | undefined; name: string }>({
  open: false,
  room: undefined,
  name: "",
});

/** Opens it, perhaps for the room one is in. */
export function addAction(room?: string, name = ""): void {
  adding.room = room;
  adding.name = name;
  adding.open = true;
}
