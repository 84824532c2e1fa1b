import { toast } from "../components";
import { platform } from "../platform";
import { m } from "../words/messages";

/**
 * Puts text on the clipboard and says so, and also if it stays there only as long as the app runs. To be called from
 * a click; rejects if the web view does not allow it.
 */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Web views that keep the newer way closed still have the older one.
    copyBySelection(text);
  }
  const lasts = await platform.host.clipboardLasts().catch(() => true);
  toast(lasts ? said : `${said} ${m.copied_for_now()}`);
}

function copyBySelection(text: string): void {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  area.setAttribute("aria-hidden", "true");
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  if (!copied) throw new Error("The clipboard is closed to this window.");
}
