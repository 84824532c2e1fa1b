import type { Answer } from "../api/query.svelte";

/**
 * Goes back from a page whose thing was taken away while it was shown, as when the change that made it is undone.
 * To be called while a component is set up.
 */
export function leaveWhenGone(shown: Answer<unknown>): void {
  let there = false;
  $effect(() => {
    if (shown.data !== undefined) there = true;
    else if (there && shown.error?.code === "not_found") {
      there = false;
      history.back();
    }
  });
}
