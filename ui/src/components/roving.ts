import type { Attachment } from "svelte/attachments";

const focusable = "a[href], button:not(:disabled), input:not(:disabled), textarea, [tabindex]";

/**
 * One stop of the Tab key for a whole list: arrows, Home and End go from row to row (`[data-row]`), Tab goes through
 * the controls of the row one is in and then leaves the list.
 */
export function roving(): Attachment<HTMLElement> {
  return (list) => {
    list.dataset["roving"] = "";
    let current: HTMLElement | null = null;
    /** The row with the focus, and which it is: when it goes, the one that takes its place takes the focus. */
    let focused: HTMLElement | null = null;
    let index = 0;

    const rows = () =>
      [...list.querySelectorAll<HTMLElement>("[data-row]")].filter(
        (row) => row.closest("[data-roving]") === list,
      );

    const settle = () => {
      const all = rows();
      if (!current || !all.includes(current)) current = all[0] ?? null;
      for (const row of all) {
        for (const control of controls(row)) control.tabIndex = row === current ? 0 : -1;
      }
    };

    const focusRow = (row: HTMLElement | undefined) => {
      const first = row && (row.querySelector<HTMLElement>("[data-primary]") ?? controls(row)[0]);
      first?.focus();
    };

    const onfocus = (event: FocusEvent) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
      if (!row || !list.contains(row)) return;
      focused = row;
      index = rows().indexOf(row);
      if (row === current) return;
      current = row;
      settle();
    };

    const onblur = (event: FocusEvent) => {
      // A row that is taken away gives up its focus to nothing; one that is left gives it to something.
      if (event.relatedTarget !== null) focused = null;
    };

    const onchange = () => {
      settle();
      if (!focused || focused.isConnected) return;
      focused = null;
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const left = rows();
      focusRow(left[Math.min(index, left.length - 1)]);
    };

    const onkey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target as HTMLElement;
      if (
        target.matches(
          "textarea, [role='combobox'], [contenteditable], [role='spinbutton'], [aria-expanded='true']",
        )
      )
        return;
      // Home and End belong to the text in a field.
      if (target.matches("input:not([type='checkbox'], [type='radio'])") && !event.key.startsWith("Arrow"))
        return;
      const row = target.closest<HTMLElement>("[data-row]");
      if (!row) return;
      const all = rows();
      const at = all.indexOf(row);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (to === undefined || !all[to]) return;
      event.preventDefault();
      focusRow(all[to]);
    };

    const watcher = new MutationObserver(onchange);
    watcher.observe(list, { childList: true, subtree: true });
    list.addEventListener("focusin", onfocus);
    list.addEventListener("focusout", onblur);
    list.addEventListener("keydown", onkey);
    settle();
    return () => {
      watcher.disconnect();
      list.removeEventListener("focusin", onfocus);
      list.removeEventListener("focusout", onblur);
      list.removeEventListener("keydown", onkey);
    };
  };
}

function controls(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(focusable)].filter(
    (control) => control.closest("[data-row]") === row,
  );
}
