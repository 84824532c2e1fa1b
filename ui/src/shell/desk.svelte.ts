import type { Settings, Start } from "../api/bindings";
import { asCallError, call, type CallError } from "../api/client";
import { surroundings } from "../components";
import { platform } from "../platform";

/** What the window knew when it opened, kept up to date. */
export const desk = $state<{ start: Start | null; error: CallError | null }>({ start: null, error: null });

/** Asks the core how things stand and shows everything accordingly. */
export async function readDesk(): Promise<void> {
  try {
    show(await call("app_start", {}));
    desk.error = null;
  } catch (problem) {
    desk.error = asCallError(problem);
  }
}

/** Changes some of the settings. */
export async function changeSettings(part: Partial<Settings>): Promise<void> {
  const start = desk.start;
  if (!start) return;
  await call("settings_change", { settings: { ...start.settings, ...part } });
  await readDesk();
}

/**
 * Reads the desk again when settings change, when the window comes to the front, and every half minute, because
 * midnight makes another day of today. Stops when the returned function is called.
 */
export function followDesk(): () => void {
  const again = () => void readDesk();
  const stop = platform.listen("changed", ({ topics }) => {
    if (topics.includes("settings")) again();
  });
  const interval = setInterval(again, 30_000);
  window.addEventListener("focus", again);
  return () => {
    stop();
    clearInterval(interval);
    window.removeEventListener("focus", again);
  };
}

function show(start: Start): void {
  desk.start = start;
  surroundings.language = start.language;
  surroundings.today = start.today;
  surroundings.hours24 = start.hours_24;
  surroundings.firstDay = (start.first_day % 7) as 0 | 1 | 6;
  const root = document.documentElement;
  root.lang = start.language;
  root.style.setProperty("--zoom", String(start.settings.zoom / 100));
  if (start.settings.theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = start.settings.theme;
}
