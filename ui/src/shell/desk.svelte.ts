import type { Language, Settings, Start, Theme, Vault } from "../api/bindings";
import { asCallError, call, type CallError } from "../api/client";
import { surroundings } from "../components";
import { platform } from "../platform";

/** What the window knew when it opened, kept up to date. */
export const desk = $state<{ start: Start | null; locked: Vault | null; error: CallError | null }>({
  start: null,
  locked: null,
  error: null,
});

/** Asks the core how things stand and shows everything accordingly. */
export async function readDesk(): Promise<void> {
  try {
    show(await call("app_start", {}));
    desk.locked = null;
    desk.error = null;
  } catch (problem) {
    const error = asCallError(problem);
    if (error.code === "locked") await close();
    else desk.error = error;
  }
}

/** Shows the lock screen. A page that has seen the desk is torn down first: the new one knows nothing. */
async function close(): Promise<void> {
  if (desk.start !== null) {
    location.replace(location.pathname);
    return;
  }
  try {
    const vault = await call("vault_show", {});
    wear(vault.language, vault);
    desk.locked = vault;
  } catch (problem) {
    desk.error = asCallError(problem);
  }
}

/** A day said in words, as the core reads them at the end of a line; no day with a time, which would be lost. */
async function understand(words: string): Promise<string | null> {
  const { text, due_on, time } = await call("capture_read", { line: words, appointment: true });
  return text === "" && time === null ? due_on : null;
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
    // Locking touches every topic, and so does what another program does.
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
  surroundings.today = start.today;
  surroundings.hours24 = start.hours_24;
  surroundings.understand = understand;
  surroundings.firstDay = (start.first_day % 7) as 0 | 1 | 6;
  wear(start.language, start.settings);
}

/** Speaks this language, in these colours and this size. */
function wear(language: Language, { theme, zoom }: { theme: Theme; zoom: number }): void {
  surroundings.language = language;
  const root = document.documentElement;
  root.style.setProperty("--zoom", String(zoom / 100));
  root.lang = language;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}
