/**
 * Takes what a press has answered away from under the pointer: a system's tooltip, once it is due, lies over the menu or
 * dialog that the press has opened. It is back when the pointer comes again.
 */
export function hushTooltips(): () => void {
  function hush({ target }: PointerEvent) {
    const named = target instanceof Element ? target.closest<HTMLElement>("[title]") : null;
    if (!named) return;
    const { title } = named;
    named.removeAttribute("title");
    named.addEventListener("pointerleave", () => (named.title ||= title), { once: true });
  }
  document.addEventListener("pointerdown", hush, true);
  return () => document.removeEventListener("pointerdown", hush, true);
}
