import type { Pause } from "../../api/bindings";
import { call } from "../../api/client";
import { attempt, doneForGood } from "../../frame/changes";
import { m } from "../../words/messages";
import { moment } from "./sentences";

/** Lets all pop-ups pause, or no longer, and says so. */
export async function pausePopUps(length: Pause): Promise<void> {
  await attempt(async () => {
    const { until, for_good } = await call("reminder_pause", { for: length });
    if (until === null) doneForGood(m.pause_over_said());
    else if (for_good) doneForGood(m.inbox_held_for_good());
    else doneForGood(m.pause_said({ when: moment(until) }));
  });
}
