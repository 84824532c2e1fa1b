import { asCallError, call, type CallError } from "../../api/client";
import { toast } from "../../components";
import { platform } from "../../platform";
import { attempt } from "../../frame/changes";
import { readDesk } from "../../frame/desk.svelte";
import { m } from "../../words/messages";

const task = "sample_year";

/** How far the laying out of the made-up year is. */
export const sample = $state<{ running: boolean; done: number; total: number; error: CallError | null }>({
  running: false,
  done: 0,
  total: 0,
  error: null,
});

/** Lays out the made-up year. True once it is there, false if it was stopped or failed. */
export async function fillSample(): Promise<boolean> {
  if (sample.running) return false;
  Object.assign(sample, { running: true, done: 0, total: 0, error: null });
  const stop = platform.listen("task", (progress) => {
    if (progress.id === task) Object.assign(sample, { done: progress.done, total: progress.total });
  });
  try {
    await call("demo_fill", { task });
    await readDesk();
    return true;
  } catch (problem) {
    const error = asCallError(problem);
    if (error.code !== "cancelled") sample.error = error;
    return false;
  } finally {
    stop();
    sample.running = false;
  }
}

/** Stops laying it out; what was laid out already goes away again. */
export async function stopSample(): Promise<void> {
  await attempt(() => call("task_cancel", { task }));
}

/** Takes the made-up year away and leaves what the person added. */
export async function removeSample(): Promise<void> {
  if (await attempt(() => call("demo_remove", {}))) {
    await readDesk();
    toast(m.sample_removed());
  }
}
