import { call } from "../api/client";
import { platform } from "../platform";
import { layers, openLayer } from "./layers.svelte";

/** Ends the program; asks first if reminders would go unseen. Asked a second time, it ends. */
export async function quit(): Promise<void> {
  const asked = layers.open === "quit";
  const missed =
    !asked &&
    (await call("reminder_ahead", {}).then(
      ({ count }) => count > 0,
      () => false,
    ));
  if (missed) openLayer("quit");
  else await platform.host.appQuit();
}
