export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "danger";
  action?: { label: string; run: () => void };
  /** A newer toast of the same subject takes the place of the older one. */
  subject?: string;
}

const shownFor = 6_000;
const withActionFor = 10_000;

/** What the toaster shows, oldest first. */
export const toasts = $state<Toast[]>([]);

let last = 0;

/** Says something about an action that stands alone. Offer Undo wherever there is one. */
export function toast(
  text: string,
  options: Partial<Pick<Toast, "action" | "tone" | "subject">> = {},
): number {
  const id = ++last;
  const overtaken = toasts.find((shown) => shown.subject !== undefined && shown.subject === options.subject);
  if (overtaken) dismiss(overtaken.id);
  toasts.push({ id, text, tone: "plain", ...options });
  if (toasts.length > 3) toasts.shift();
  setTimeout(() => dismiss(id), options.action ? withActionFor : shownFor);
  return id;
}

/** Takes a toast away. */
export function dismiss(id: number): void {
  const at = toasts.findIndex((shown) => shown.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
