import { call } from "../api/client";
import { platform } from "../platform";

/** Work on a large file: how far it is, and a way to stop it. To be made while a component is set up. */
export class LongWork {
  /** How far, in bytes; null while nothing runs or before the first report. */
  progress = $state.raw<{ done: number; total: number } | null>(null);
  #id = $state.raw<string | null>(null);

  constructor() {
    $effect(() =>
      platform.listen("task", ({ id, done, total, finished }) => {
        if (id === this.#id && !finished) this.progress = { done, total };
      }),
    );
  }

  /** Runs work that reports under the name given to it. */
  async run<T>(work: (task: string) => Promise<T>): Promise<T> {
    const id = crypto.randomUUID();
    this.#id = id;
    this.progress = null;
    try {
      return await work(id);
    } finally {
      if (this.#id === id) {
        this.#id = null;
        this.progress = null;
      }
    }
  }

  /** Asks the work to stop; it then ends with `cancelled`. */
  async cancel(): Promise<void> {
    if (this.#id !== null) await call("task_cancel", { task: this.#id });
  }
}
