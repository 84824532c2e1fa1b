import type { GoalState, Side } from "../../api/bindings";

/** Which goals the list shows; it is still so when one comes back from a goal. */
export const filter = $state<{ state: GoalState; whose: Side | "all" }>({ state: "open", whose: "all" });
