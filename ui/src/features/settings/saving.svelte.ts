import type { Settings } from "../../api/bindings";
import { asCallError, type CallError } from "../../api/client";
import { changeSettings } from "../../shell/desk.svelte";

/** Saves settings at once and keeps the error where it belongs. One for each section. */
export class Saving {
  error = $state.raw<CallError | null>(null);
  #line: Promise<void> = Promise.resolve();

  /** Saves one after the other, for each save carries all settings. */
  save(part: Partial<Settings>): Promise<void> {
    this.#line = this.#line.then(() => this.#save(part));
    return this.#line;
  }

  /** The sentence for a field, if the last save failed there. */
  at(field: keyof Settings): string | null {
    return this.error?.field === field ? this.error.message : null;
  }

  /** The sentence for a failure that belongs to none of these fields. */
  besides(...fields: (keyof Settings)[]): string | null {
    if (!this.error || fields.some((field) => field === this.error?.field)) return null;
    return this.error.message;
  }

  async #save(part: Partial<Settings>): Promise<void> {
    try {
      await changeSettings(part);
      this.error = null;
    } catch (problem) {
      this.error = asCallError(problem);
    }
  }
}
