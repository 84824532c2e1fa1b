import type { Settings } from "../../api/bindings";
import { asCallError } from "../../api/client";
import { changeSettings } from "../../frame/desk.svelte";

/** Saves settings at once and keeps each failure at its field until that field is saved. */
export class Saving {
  #errors = $state.raw<Partial<Record<string, string>>>({});
  #line: Promise<void> = Promise.resolve();

  /** Saves one after the other, for each save carries all settings. */
  save(part: Partial<Settings>): Promise<void> {
    this.#line = this.#line.then(() => this.#save(part));
    return this.#line;
  }

  /** The sentence for a field, if its last save failed. */
  at(field: keyof Settings): string | null {
    return this.#errors[field] ?? null;
  }

  /** The sentence for a failure that belongs to no field, such as a full disk. */
  get elsewhere(): string | null {
    return this.#errors[""] ?? null;
  }

  async #save(part: Partial<Settings>): Promise<void> {
    const others = Object.entries(this.#errors).filter(([field]) => field !== "" && !(field in part));
    try {
      await changeSettings(part);
      this.#errors = Object.fromEntries(others);
    } catch (problem) {
      const { field, message } = asCallError(problem);
      this.#errors = {
        ...Object.fromEntries(others),
        [field !== null && field in part ? field : ""]: message,
      };
    }
  }
}
