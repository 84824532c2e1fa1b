import type { DateMeant, Facing, Language, Settings, Start, Theme, Vault, ZoneFind } from "../api/bindings";
import { asCallError, call, type CallError } from "../api/client";
import { onChange } from "../api/changed";
import { surroundings, type Choice } from "../components";
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

/** A day or a time said in words, as the core reads them. */
function understand(words: string, facing: Facing): Promise<DateMeant> {
  return call("date_read", { text: words, facing });
}

/** Zones for a field; a field without an answer still takes what is typed. */
async function findZones(typed: string, near: string | undefined): Promise<Choice[]> {
  const asked = (request: ZoneFind) => call("zone_find", request).catch(() => []);
  let found = await asked(near === undefined ? { text: typed } : { text: typed, near });
  // What stands in the field may be no zone of ours: then none is near it.
  if (found.length === 0 && near !== undefined) found = await asked({ text: typed });
  return found.map(({ zone, name }) => ({ value: zone, label: name }));
}

/** Changes some of the settings. */
export async function changeSettings(part: Partial<Settings>): Promise<void> {
  const start = desk.start;
  if (!start) return;
  await call("settings_change", { settings: { ...start.settings, ...part }, shown: start.settings });
  await readDesk();
}

/**
 * Reads the desk again when settings change, and takes the time from the host, which watches the clock. Nothing is
 * asked on the chance. Stops when the returned function is called.
 */
export function followDesk(): () => void {
  // Locking touches every topic, and so do midnight, another zone, and what another program does.
  const ear = onChange(["settings"], () => void readDesk());
  const stop = platform.listen("clock", ({ now }) => {
    if (desk.start) desk.start.now = now;
  });
  return () => {
    ear.stop();
    stop();
  };
}

function show(start: Start): void {
  desk.start = start;
  surroundings.today = start.today;
  surroundings.hours24 = start.hours_24;
  surroundings.understand = understand;
  surroundings.findZones = findZones;
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
