import { asCallError } from "../api/client";
import { changeSettings, desk } from "../frame/desk.svelte";
import { toast } from "../components";
import { m } from "../words/messages";

/** The sizes the keys step through, in per cent. */
const steps = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];

/** The next size in a direction; the last one stays. */
export function nextZoom(now: number, direction: 1 | -1): number {
  const found =
    direction > 0 ? steps.find((step) => step > now) : [...steps].reverse().find((step) => step < now);
  return found ?? now;
}

let turn: Promise<void> = Promise.resolve();

/** Makes everything larger, smaller, or as it was meant; the settings remember it. */
export function zoom(direction: 1 | -1 | 0): Promise<void> {
  // Each step begins where the one before it ended, however fast the key is pressed.
  turn = turn
    .then(() => step(direction))
    .catch((problem: unknown) => {
      toast(asCallError(problem).message, { tone: "danger" });
    });
  return turn;
}

async function step(direction: 1 | -1 | 0): Promise<void> {
  const now = desk.start?.settings.zoom ?? 100;
  const percent = direction === 0 ? 100 : nextZoom(now, direction);
  if (percent === now) return;
  await changeSettings({ zoom: percent });
  toast(m.zoom_now({ percent }), { subject: "zoom" });
}
