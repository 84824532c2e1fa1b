import { isAsking } from "../platform";

/** Whether the keyboard is this window's. */
const here = $state({ focused: document.hasFocus(), visible: !document.hidden });

/** Notices who has the keyboard, until the returned function is called. */
export function followFocus(): () => void {
  const come = () => (here.focused = true);
  const go = () => (here.focused = false);
  const look = () => (here.visible = !document.hidden);
  // Whoever types or presses here is here, also where the desktop tells nothing of its windows.
  const signs = ["focus", "keydown", "pointerdown"] as const;
  for (const sign of signs) window.addEventListener(sign, come, true);
  window.addEventListener("blur", go);
  document.addEventListener("visibilitychange", look);
  return () => {
    for (const sign of signs) window.removeEventListener(sign, come, true);
    window.removeEventListener("blur", go);
    document.removeEventListener("visibilitychange", look);
  };
}

/** True while another program is in use, or nobody sees the window. A picker that the window itself shows is no other program. */
export function isAway(): boolean {
  return !here.visible || (!here.focused && !isAsking());
}
