import { call } from "../api/client";

/** How long a line rests before the core reads it, in milliseconds. */
const pause = 200;

interface Split {
  line: string;
  text: string;
  day: string | null;
}

/**
 * The day a line that is being typed ends with, "outline by next Friday", as quick add reads it: to be shown beside the
 * line while it is typed, and cut from it once it is kept. To be called while a component is set up.
 */
export function dayInLine(typed: () => string) {
  let read = $state.raw<Split | null>(null);
  /** Set where somebody took the day away: then its words stay. */
  let refused = $state(false);

  $effect(() => {
    const line = typed();
    if (line.trim() === "") {
      refused = false;
      return;
    }
    const timer = setTimeout(() => {
      split(line).then(
        (found) => {
          if (typed() === line) read = found;
        },
        // What is wrong with it is said when it is sent.
        () => undefined,
      );
    }, pause);
    return () => clearTimeout(timer);
  });

  async function split(line: string): Promise<Split> {
    const whole = { line, text: line, day: null };
    // What begins like a name or a sign of quick add is neither here.
    if (refused || /^\s*[@!>*+?#=]/.test(line)) return whole;
    const meant = await call("quick_read", { line, chosen: { kind: "goal" } });
    return meant.kind === "goal" && meant.day !== null ? { line, text: meant.text, day: meant.day } : whole;
  }

  return {
    /** The day, as far as it is known by now. */
    get day(): string | null {
      return !refused && read?.line === typed() ? read.day : null;
    },
    /** What was chosen in the field for the day; null takes the one in the line away. */
    chosen(day: string | null): void {
      refused = day === null;
    },
    /** The line in its words and its day. */
    async split(line: string): Promise<Split> {
      return read?.line === line && !refused ? read : split(line);
    },
  };
}
