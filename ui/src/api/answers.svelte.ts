import { untrack } from "svelte";
import { asCallError, type CallError } from "./errors";

/** What a screen can show of a question while it is asked, once it is answered, and when it failed. */
export interface Answer<T> {
  readonly data: T | undefined;
  readonly error: CallError | null;
  readonly loading: boolean;
  again(): void;
}

/** Whether any question still waits for its first answer, so that what is on the screen is not all there yet. */
export const firstAnswers = $state({ awaited: false });

let awaited = 0;

/** Counts a question as waiting until its work has ended, however it ends. */
async function awaiting(first: boolean, work: () => Promise<void>): Promise<void> {
  if (!first) return work();
  firstAnswers.awaited = ++awaited > 0;
  try {
    await work();
  } finally {
    firstAnswers.awaited = --awaited > 0;
  }
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

  /** Asks anew, for another request or because something changed. Whatever asks does not hang on the answer. */
  ask(request: unknown): void {
    untrack(() => {
      this.#request = request;
      if (request === null) {
        this.#turn += 1;
        this.loading = false;
        return;
      }
      void awaiting(this.data === undefined, () => this.#run());
    });
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
      // What is not there any more is not shown as if it were.
      if (this.error.code === "not_found") this.data = undefined;
    }
    this.loading = false;
  }
}

export interface PageOf {
  limit: number;
  after?: string;
}

export interface Part<T> {
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

  /**
   * Asks from the first page, for another request or because something changed. Whatever asks does not hang on
   * the answer: it would be woken by it, and ask again without end.
   */
  ask(request: unknown): void {
    untrack(() => {
      const same = JSON.stringify(request) === JSON.stringify(this.#request);
      this.#request = request;
      if (request === null) {
        this.#turn += 1;
        this.loading = false;
        return;
      }
      const rows = same ? Math.max(pageRows, this.items.length) : pageRows;
      void awaiting(this.data === undefined, () => this.#read(rows, true));
    });
  }

  /** Takes the first page out of a larger answer; where more was read before, all of that is read anew. */
  begin(request: unknown, first: Part<T>): void {
    untrack(() => {
      const same = JSON.stringify(request) === JSON.stringify(this.#request);
      if (same && this.items.length > pageRows) return this.ask(request);
      this.#request = request;
      this.#turn += 1;
      this.data = first.items;
      this.#next = first.next ?? null;
      this.error = null;
      this.loading = false;
    });
  }

  again(): void {
    this.ask(this.#request);
  }

  /**
   * Appends the next page; does nothing while one is being read or when there is none. Whatever asks for it does
   * not hang on how that goes: a page that cannot be read would be asked for without end.
   */
  more(): void {
    untrack(() => {
      if (this.#next === null || this.loading) return;
      void this.#read(pageRows, false);
    });
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
