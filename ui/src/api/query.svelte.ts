import { platform } from "../platform";
import { asCallError, call, type CallError, type CommandName, type Request, type Response } from "./client";

/** What a command may change, as the core names it: the concepts. */
export type Topic =
  | "people"
  | "relationships"
  | "meetings"
  | "actions"
  | "goals"
  | "resources"
  | "notes"
  | "attachments"
  | "reminders"
  | "settings"
  | "drafts"
  | "bin";

/** What a screen can show of a question while it is asked, once it is answered, and when it failed. */
export interface Answer<T> {
  readonly data: T | undefined;
  readonly error: CallError | null;
  readonly loading: boolean;
  again(): void;
}

/** The commands that answer in pages. */
export type PagedCommand = {
  [N in CommandName]: Response<N> extends { items: unknown[]; next?: string | null } ? N : never;
}[CommandName];

export type Item<N extends PagedCommand> = Response<N> extends { items: (infer T)[] } ? T : never;

/**
 * Asks `name`, and asks again when the request changes or a change touches one of `topics`.
 * The old answer stays until the new one is there. A request of null asks nothing.
 * To be called while a component is set up.
 */
export function query<N extends CommandName>(
  name: N,
  request: () => Request<N> | null,
  topics: readonly Topic[],
): Query<Response<N>> {
  const asked = new Query<Response<N>>(async (wanted) => call(name, wanted as Request<N>));
  keepAsking(asked, request, topics);
  return asked;
}

/**
 * Like {@link query} for a command that answers in pages: `items` holds all pages read so far, `more()` reads the
 * next one. After a change as many rows as were there are read again, so that a list never jumps back.
 */
export function pages<N extends PagedCommand>(
  name: N,
  request: () => Request<N> | null,
  topics: readonly Topic[],
): Pages<Item<N>> {
  const asked = new Pages<Item<N>>(
    async (wanted, page) =>
      (await call(name, { ...(wanted as object), page } as Request<N>)) as unknown as Part<Item<N>>,
  );
  keepAsking(asked, request, topics);
  return asked;
}

/** One question and its newest answer. */
export class Query<T> implements Answer<T> {
  data = $state.raw<T | undefined>(undefined);
  error = $state.raw<CallError | null>(null);
  loading = $state(false);
  #ask: (request: unknown) => Promise<T>;
  #request: unknown = null;
  #turn = 0;

  constructor(ask: (request: unknown) => Promise<T>) {
    this.#ask = ask;
  }

  /** Asks anew, for another request or because something changed. */
  ask(request: unknown): void {
    this.#request = request;
    if (request === null) {
      this.#turn += 1;
      this.loading = false;
      return;
    }
    void this.#run();
  }

  again(): void {
    this.ask(this.#request);
  }

  async #run(): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const data = await this.#ask(this.#request);
      if (turn !== this.#turn) return;
      this.data = data;
      this.error = null;
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.error = asCallError(problem);
    }
    this.loading = false;
  }
}

interface PageOf {
  limit: number;
  after?: string;
}

interface Part<T> {
  items: T[];
  next?: string | null;
}

const pageRows = 100;
const mostRows = 500;

/** A list read page by page. */
export class Pages<T> implements Answer<T[]> {
  data = $state.raw<T[] | undefined>(undefined);
  error = $state.raw<CallError | null>(null);
  loading = $state(false);
  #next = $state.raw<string | null>(null);
  #ask: (request: unknown, page: PageOf) => Promise<Part<T>>;
  #request: unknown = null;
  #turn = 0;

  constructor(ask: (request: unknown, page: PageOf) => Promise<Part<T>>) {
    this.#ask = ask;
  }

  /** All rows read so far. */
  get items(): T[] {
    return this.data ?? [];
  }

  /** True if there is another page to read. */
  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Asks from the first page, for another request or because something changed. */
  ask(request: unknown): void {
    const same = JSON.stringify(request) === JSON.stringify(this.#request);
    this.#request = request;
    if (request === null) {
      this.#turn += 1;
      this.loading = false;
      return;
    }
    void this.#read(same ? Math.max(pageRows, this.items.length) : pageRows, true);
  }

  again(): void {
    this.ask(this.#request);
  }

  /** Appends the next page; does nothing while one is being read or when there is none. */
  more(): void {
    if (this.#next === null || this.loading) return;
    void this.#read(pageRows, false);
  }

  async #read(rows: number, fresh: boolean): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const kept = fresh ? [] : this.items;
      const read: T[] = [];
      let after = fresh ? null : this.#next;
      do {
        const limit = Math.min(mostRows, rows - read.length);
        const part = await this.#ask(this.#request, after === null ? { limit } : { limit, after });
        if (turn !== this.#turn) return;
        read.push(...part.items);
        after = part.next ?? null;
      } while (after !== null && read.length < rows);
      this.data = [...kept, ...read];
      this.#next = after;
      this.error = null;
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.error = asCallError(problem);
    }
    this.loading = false;
  }
}

function keepAsking<R>(
  asked: { ask(request: R | null): void; again(): void },
  request: () => R | null,
  topics: readonly Topic[],
): void {
  $effect(() => {
    asked.ask(request());
  });
  $effect(() =>
    platform.listen("changed", (changed) => {
      if (changed.topics.some((topic) => (topics as readonly string[]).includes(topic))) asked.again();
    }),
  );
}
