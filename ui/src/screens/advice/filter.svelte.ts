import type { AdviceState } from "../../api/bindings";

/** Which advice is shown; kept while one looks elsewhere. */
export const filter = $state<{ state: AdviceState | "all" }>({ state: "all" });
