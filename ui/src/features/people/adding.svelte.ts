/** Whether the dialog that adds a person lies over the page, whatever the page. */
export const adding = $state<{ open: boolean; name: string }>({ open: false, name: "" });

/** Opens it, perhaps with a name already typed elsewhere. */
export function addPerson(name = ""): void {
  adding.name = name;
  adding.open = true;
}
