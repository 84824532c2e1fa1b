import type { Attachment } from "svelte/attachments";

/** What on a page can be asked to take the focus, wherever it is drawn. */
export type FocusField = "point" | "promise" | "private_note" | "room_reminders" | "capture";

const wanted = $state<{ field: FocusField | null }>({ field: null });

/** Asks a field for the focus: at once, or as soon as it is on the screen. */
export function wantFocus(field: FocusField): void {
  wanted.field = field;
}

/** Whether a field is asked for that is not on the screen: what hides it shows it. */
export function isWanted(field: FocusField): boolean {
  return wanted.field === field;
}

/**
 * Keeps what the keyboard goes to in sight, above what lies over it: WebKit scrolls by halves for Tab, and not at all for
 * the arrows in a group.
 */
export function keepFocusInSight(): () => void {
  function show({ target }: FocusEvent) {
    if (!(target instanceof HTMLElement) || !target.matches(":focus-visible")) return;
    if (target.closest("main, .dialog .body") && !target.matches("h1, .dialog"))
      target.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("focusin", show);
  return () => document.removeEventListener("focusin", show);
}

/** Lets an element take the focus when its field is asked for. */
export function takesFocus(field: FocusField): Attachment<HTMLElement> {
  return (element) => {
    if (wanted.field !== field) return;
    // A layer that is closing gives the focus back to where it was; this comes after.
    setTimeout(() => {
      wanted.field = null;
      element.focus();
      element.scrollIntoView({ block: "nearest" });
    });
  };
}
