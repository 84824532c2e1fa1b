import { call } from "./client";
import { inTurn, settled } from "./inTurn";

const pause = 250;

/** As many drafts as are asked for in one question. */
const atOnce = 30;

interface Sought {
  scope: string;
  found: (body: string) => void;
  failed: (problem: unknown) => void;
}

const sought: Sought[] = [];

/** The drafts of all forms that are set up together are asked for together. */
function findTogether(scope: string): Promise<string> {
  if (sought.length === 0) queueMicrotask(() => void askForSought());
  return new Promise((found, failed) => sought.push({ scope, found, failed }));
}

async function askForSought(): Promise<void> {
  const mine = sought.splice(0);
  for (let from = 0; from < mine.length; from += atOnce) {
    const some = mine.slice(from, from + atOnce);
    try {
      const { bodies } = await call("draft_find_all", { scopes: some.map(({ scope }) => scope) });
      some.forEach(({ found }, index) => found(bodies[index] ?? ""));
    } catch (problem) {
      some.forEach(({ failed }) => failed(problem));
    }
  }
}

/**
 * What is typed into a form, kept in the database while it is typed, so that a crash costs less than a breath.
 * Never for private text: `notes` keeps its own drafts.
 */
export class Draft {
  #scope: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: string | null = null;
  /** What is kept, as far as is known here. */
  #kept = "";

  constructor(scope: string) {
    // Core keeps a line without what is blank around it, and would not find it again.
    this.#scope = scope.trim();
  }

  /** What was kept, or "" if nothing was. What a form that is closing still writes is waited for. */
  async find(): Promise<string> {
    const before = settled(this.#scope);
    if (before) await before;
    this.#kept = await findTogether(this.#scope);
    return this.#kept;
  }

  /** Keeps the text within a quarter of a second; "" drops the draft. */
  keep(body: string): void {
    if (body === (this.#last ?? this.#kept)) return;
    this.#last = body;
    this.#timer ??= setTimeout(() => this.settle(), pause);
  }

  /** Keeps at once what waits to be kept: its form closes, and may be opened again right away. */
  settle(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void inTurn(this.#scope, () => this.#write());
  }

  /** Forgets the draft: the form was sent or given up. */
  async drop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = null;
    await inTurn(this.#scope, async () => {
      this.#kept = "";
      await call("draft_keep", { scope: this.#scope, body: "" });
    });
  }

  async #write(): Promise<void> {
    const body = this.#last;
    this.#last = null;
    if (body === null) return;
    // From here on it counts as kept: what is typed while it is under way is compared with it.
    this.#kept = body;
    try {
      await call("draft_keep", { scope: this.#scope, body });
    } catch {
      // A draft that cannot be kept, such as one too long, is still in its form; sending it says what is wrong.
    }
  }
}
