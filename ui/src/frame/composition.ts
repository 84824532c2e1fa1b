/**
 * Whether a key belongs to a composition, as of Chinese, Japanese and Korean or of dead keys: it makes a text and means
 * nothing else. The last one of it, often Enter, comes behind its end in WebKit; its code is still 229 (UI Events, 7.3.1).
 */
export function isComposed(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function keep(event: KeyboardEvent): void {
  if (isComposed(event)) event.stopPropagation();
}

/**
 * Keeps such keys from everything within the page, which then need not know of them, until the returned function is
 * called. The window's own listeners that come before the page's still see them: somebody is here.
 */
export function keepCompositions(): () => void {
  window.addEventListener("keydown", keep, true);
  return () => window.removeEventListener("keydown", keep, true);
}
