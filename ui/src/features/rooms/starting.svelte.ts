/** Whether the dialog that starts a relationship lies over the page, whatever the page. */
export const starting = $state<{ open: boolean; person: string | undefined }>({
  open: false,
  person: undefined,
});

/** Opens it, perhaps for a person. */
export function startRelationship(person?: string): void {
  starting.person = person;
  starting.open = true;
}
