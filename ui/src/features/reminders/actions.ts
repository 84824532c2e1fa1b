import type { Pause } from "../../api/bindings";
import { registerActions } from "../../frame/actions";
import { desk } from "../../frame/desk.svelte";
import { m } from "../../words/messages";
import { pausePopUps } from "./pause";

const pauses: readonly { length: Pause; label: () => string }[] = [
  { length: "for_good", label: m.pause_for_good },
  { length: "next_week", label: m.pause_next_week },
  { length: "tomorrow", label: m.pause_tomorrow },
  { length: "hour", label: m.pause_hour },
  { length: "over", label: m.pause_over },
];

registerActions(
  pauses.map(({ length, label }) => ({
    id: `pause.${length}`,
    group: "window" as const,
    label,
    when: () => length !== "over" || paused(),
    run: () => void pausePopUps(length),
  })),
);

function paused(): boolean {
  const start = desk.start;
  return start !== null && (start.settings.paused_until ?? 0) > start.now;
}
