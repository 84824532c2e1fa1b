import { call } from "../api/client";
import { platform } from "../platform";
import { layers, openLayer } from "../frame/layers.svelte";

/** Ends the program; asks first if reminders would go unseen. While the question stands, only its button ends it. */
export async function quit(): Promise<void> {
  if (layers.open === "quit") return;
  const missed = await call("reminder_ahead", {}).then(
    ({ count }) => count > 0,
    () => false,
  );
  if (missed) openLayer("quit");
  else await platform.host.appQuit();
}
