import { call } from "./client";

const pause = 250;

/**
 * What is typed into a form, kept in the database while it is typed, so that a crash costs less than a breath.
 * Never for private text: `notes` keeps its own drafts.
 */
export class Draft {
  #scope: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: string | null = null;
  /** The writings so far, one after the other: two at once could arrive in the wrong order. */
  #writing: Promise<void> = Promise.resolve();

  constructor(scope: string) {
    this.#scope = scope;
  }

  /** What was kept, or "" if nothing was. */
  async find(): Promise<string> {
    const { body } = await call("draft_find", { scope: this.#scope });
    return body;
  }

  /** Keeps the text within a quarter of a second; "" drops the draft. */
  keep(body: string): void {
    this.#last = body;
    this.#timer ??= setTimeout(() => (this.#writing = this.#writing.then(() => this.#write())), pause);
  }

  /** Forgets the draft: the form was sent or given up. */
  async drop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = null;
    await this.#writing;
    await call("draft_keep", { scope: this.#scope, body: "" });
  }

  async #write(): Promise<void> {
    this.#timer = undefined;
    const body = this.#last;
    this.#last = null;
    if (body === null) return;
    try {
      await call("draft_keep", { scope: this.#scope, body });
    } catch {
      // A draft that cannot be kept, such as one too long, is still in its form; sending it says what is wrong.
    }
  }
}
