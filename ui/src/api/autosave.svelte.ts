import { asCallError, type CallError } from "./errors";

/** The longest a typed letter stays unwritten, in milliseconds. */
const pause = 300;

/** A text that is written away while it is typed. */
export class Autosave {
  /** What stands in the field. */
  text = $state("");
  /** Why the last writing failed; typing on tries again. */
  error = $state.raw<CallError | null>(null);
  /** True once something typed here is written. */
  saved = $state(false);
  /** What the core holds, as far as is known here. */
  #kept = "";
  #write: (text: string) => Promise<unknown>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(write: (text: string) => Promise<unknown>) {
    this.#write = write;
  }

  /** True while something typed is not written yet. */
  get dirty(): boolean {
    return this.text !== this.#kept;
  }

  /** Takes over what the core holds, unless something typed here is newer. */
  begin(stored: string): void {
    // The core drops blanks at the end; that is no reason to take them from under the cursor.
    if (this.dirty || stored === this.text.trimEnd()) return;
    this.#kept = stored;
    this.text = stored;
  }

  /** Takes what was typed; it is written within 300 ms. */
  type(text: string): void {
    this.text = text;
    this.saved = false;
    this.#timer ??= setTimeout(() => void this.flush(), pause);
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
      } catch (problem) {
        this.error = asCallError(problem);
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
