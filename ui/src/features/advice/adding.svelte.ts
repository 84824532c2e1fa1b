/** What is being added, from wherever that was asked for. */
export const adding = $state<{ kind: "advice" | "decision" | "win" | null }>({ kind: null });
