/** The key that removes a row, for its `onkeydown`. */
export function deleteKey(remove: () => unknown): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Delete" || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    remove();
  };
}
