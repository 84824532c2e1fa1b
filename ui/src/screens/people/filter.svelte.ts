/** What the list of people is filtered by; it is still so when one comes back from a person. */
export const filter = $state({ text: "" });
