import { createContext } from "svelte";
import type { Attachment } from "svelte/attachments";

const [ordered, provideOrdered, inList] = createContext<() => boolean>();

export { provideOrdered };

/** Whether the rows of the list one is in can be dragged. To be asked while a row is set up. */
export function inOrderedList(): () => boolean {
  return inList() ? ordered() : () => false;
}

/**
 * A list whose rows are dragged to another place by their grip (`[data-grip]`). A line shows where the row would go;
 * Escape lets it stay. Its keys are the row's own: this is for the mouse and the pen.
 */
export function reorder(onorder: (from: number, to: number) => void): Attachment<HTMLElement> {
  return (list) => {
    let dragged: HTMLElement | null = null;
    let to = 0;

    const rows = () =>
      [...list.querySelectorAll<HTMLElement>("[data-row]")].filter(
        (row) => row.closest("[data-roving]") === list,
      );
    const others = () => rows().filter((row) => row !== dragged);

    function clear() {
      for (const row of rows()) delete row.dataset["drop"];
    }

    function stop() {
      clear();
      if (dragged) delete dragged.dataset["dragged"];
      dragged = null;
      removeEventListener("keydown", onkeydown, true);
    }

    function onpointerdown(event: PointerEvent) {
      const grip = (event.target as Element).closest("[data-grip]");
      const row = grip?.closest<HTMLElement>("[data-row]");
      if (!grip || !row || event.button !== 0) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      dragged = row;
      to = rows().indexOf(row);
      row.dataset["dragged"] = "";
      addEventListener("keydown", onkeydown, true);
    }

    function onpointermove({ clientY }: PointerEvent) {
      if (!dragged) return;
      const there = others();
      to = there.filter((row) => middle(row) < clientY).length;
      clear();
      const [next, last] = [there[to], there.at(-1)];
      if (next) next.dataset["drop"] = "before";
      else if (last) last.dataset["drop"] = "after";
      // What lies beyond the window's edge comes into it.
      (next ?? last)?.scrollIntoView({ block: "nearest" });
    }

    function onpointerup() {
      if (!dragged) return;
      const from = rows().indexOf(dragged);
      stop();
      if (to !== from) onorder(from, to);
    }

    function onkeydown(event: KeyboardEvent) {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      stop();
    }

    list.addEventListener("pointerdown", onpointerdown);
    list.addEventListener("pointermove", onpointermove);
    list.addEventListener("pointerup", onpointerup);
    list.addEventListener("pointercancel", stop);
    return () => {
      stop();
      list.removeEventListener("pointerdown", onpointerdown);
      list.removeEventListener("pointermove", onpointermove);
      list.removeEventListener("pointerup", onpointerup);
      list.removeEventListener("pointercancel", stop);
    };
  };
}

function middle(row: HTMLElement): number {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}
