import type { Attachment } from "svelte/attachments";

/**
 * The row of a list that has the keyboard: what a single letter acts on. Rows carry their id in `data-id`, on any
 * element within them. When the row goes, because it was ticked off, the next one takes the focus, so that the same
 * key can be pressed again.
 */
export class CurrentRow {
  /** The id of the row with the focus, or null. */
  id = $state<string | null>(null);
  #wanted: string | null = null;

  readonly attach: Attachment<HTMLElement> = (element) => {
    let focused: HTMLElement | null = null;
    let index = 0;

    const rows = () => [...element.querySelectorAll<HTMLElement>("[data-row]")];

    const onfocusin = (event: FocusEvent) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
      focused = row;
      index = row ? rows().indexOf(row) : 0;
      this.#set(row?.querySelector<HTMLElement>("[data-id]")?.dataset["id"] ?? null);
    };

    const onfocusout = (event: FocusEvent) => {
      const to = event.relatedTarget;
      // The palette and a row's own menu lie over the page, and what they offer is about the row below.
      if (to instanceof HTMLElement && to.closest("[role='dialog'], [role='menu']")) return;
      if (to instanceof Node && element.contains(to)) return;
      // A row that is taken away gives up its focus to nothing; one that is left gives it to something.
      if (to !== null) focused = null;
      this.#set(null);
    };

    const watcher = new MutationObserver(() => {
      if (!focused) return;
      const held = document.activeElement;
      if (held !== null && held !== document.body) return;
      // A row that found another place in the list lost the focus on the way.
      const all = rows();
      const next = focused.isConnected ? focused : all[Math.min(index, all.length - 1)];
      focused = null;
      this.id = null;
      (
        next?.querySelector<HTMLElement>("[data-primary]") ?? next?.querySelector<HTMLElement>(controls)
      )?.focus();
    });

    element.addEventListener("focusin", onfocusin);
    element.addEventListener("focusout", onfocusout);
    watcher.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener("focusin", onfocusin);
      element.removeEventListener("focusout", onfocusout);
      watcher.disconnect();
      this.#set(null);
    };
  };

  // A row that is taken away gives up its focus while the page is being drawn, when nothing may change.
  #set(id: string | null): void {
    this.#wanted = id;
    queueMicrotask(() => (this.id = this.#wanted));
  }

  /** The item that has the keyboard. */
  of<T extends { id: string }>(items: readonly T[] | undefined): T | undefined {
    return items?.find((item) => item.id === this.id);
  }
}

const controls = "a[href], button:not(:disabled), input:not(:disabled)";
