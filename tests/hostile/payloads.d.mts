/** Our own texts, sharpest first. */
export const own: string[];
/** Our own, the Big List of Naughty Strings, and the examples of CommonMark. */
export function all(): string[];
/** What runs in the page itself. */
export const script: string;
