/** What is being added, from wherever that was asked for. */
export const adding = $state<{ kind: "advice" | "decision" | "challenge" | "win" | "story" | null }>({
  kind: null,
});
