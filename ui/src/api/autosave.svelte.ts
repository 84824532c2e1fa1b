import { untrack } from "svelte";
import { asCallError, type CallError } from "./errors";

/** The longest a typed letter stays unwritten, in milliseconds. */
const pause = 300;

/** Where a text is kept that was refused, such as one too long, so that it is there the next time. */
export interface Refused {
  /** Keeps it; "" forgets it. */
  keep(text: string): Promise<unknown>;
}

/** A text that is written away while it is typed. */
export class Autosave {
  /** What stands in the field. */
  text = $state("");
  /** Why the last writing failed; typing on tries again. */
  error = $state.raw<CallError | null>(null);
  /** True once something typed here is written. */
  saved = $state(false);
  /** True once what was refused is kept as a draft, and will stand here the next time. */
  drafted = $state(false);
  /** What the core holds, as far as is known here. */
  #kept = "";
  #write: (text: string) => Promise<unknown>;
  #refused: Refused | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(write: (text: string) => Promise<unknown>, refused?: Refused) {
    this.#write = write;
    this.#refused = refused;
  }

  /** True while something typed is not written yet. */
  get dirty(): boolean {
    return this.text !== this.#kept;
  }

  /** Takes over what the core holds, unless something typed here is newer. */
  begin(stored: string): void {
    untrack(() => {
      // The core drops blanks at the end; that is no reason to take them from under the cursor.
      if (this.dirty || stored === this.text.trimEnd()) return;
      this.#kept = stored;
      this.text = stored;
    });
  }

  /** Takes up what was refused the last time, and tries it again. */
  takeUp(refused: string): void {
    if (refused === "" || this.dirty) return;
    this.drafted = true;
    this.type(refused);
  }

  /** Takes what was typed; it is written within 300 ms. */
  type(text: string): void {
    this.text = text;
    this.saved = false;
    // A text of megabytes takes a while on its way: it is sent less often, so that typing goes on.
    const wait = Math.max(pause, text.length / 1000);
    this.#timer ??= setTimeout(() => void this.flush(), wait);
  }

  /** Writes at once what is not written yet; one writing after the other. */
  flush(): Promise<void> {
    this.#stopWaiting();
    this.#writing = this.#writing.then(async () => {
      if (!this.dirty) return;
      const text = this.text;
      try {
        await this.#write(text);
        this.#kept = text;
        this.error = null;
        this.saved = !this.dirty;
        await this.#settle("");
      } catch (problem) {
        this.error = asCallError(problem);
        if (this.error.code === "invalid") await this.#settle(text);
      }
    });
    return this.#writing;
  }

  /** Forgets the text without writing it, once nothing is being written any more. */
  async clear(): Promise<void> {
    this.#stopWaiting();
    await this.#writing;
    this.#kept = "";
    this.text = "";
    this.error = null;
    this.saved = false;
  }

  /** Waits until nothing is being written and writes nothing more by itself. */
  async hold(): Promise<void> {
    this.#stopWaiting();
    await this.#writing;
  }

  /** Keeps what was refused, or forgets it once something was taken. */
  async #settle(refused: string): Promise<void> {
    if (!this.#refused || (refused === "" && !this.drafted)) return;
    try {
      await this.#refused.keep(refused);
      this.drafted = refused !== "";
    } catch {
      // Not even a draft: the words are still in the field, and what is wrong with them stands beside it.
    }
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Writes what is left when the component being set up leaves the screen, or the page goes. */
export function flushOnLeave(saver: Autosave): void {
  $effect(() => {
    const flush = () => void saver.flush();
    window.addEventListener("pagehide", flush);
    window.addEventListener("blur", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("blur", flush);
      flush();
    };
  });
}
