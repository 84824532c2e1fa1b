import { getContext, onDestroy, setContext } from "svelte";
import { SvelteSet } from "svelte/reactivity";

/** What was wrong with what a form sent: a sentence, and the name of the field it belongs to. */
export interface FieldError {
  field: string | null;
  message: string;
}

const key = Symbol("field errors");

/** Where a form's fields find what is wrong with them, and whatever no field claims is left over. */
class FieldErrors {
  readonly #names = new SvelteSet<string>();
  readonly #error: () => FieldError | null;

  constructor(error: () => FieldError | null) {
    this.#error = error;
  }

  claim(name: string): void {
    this.#names.add(name);
  }

  giveUp(name: string): void {
    this.#names.delete(name);
  }

  at(name: string): string | null {
    const error = this.#error();
    return error?.field === name ? error.message : null;
  }

  /** What has to be said by itself: it belongs to no field that is there. */
  get unclaimed(): FieldError | null {
    const error = this.#error();
    return error === null || (error.field !== null && this.#names.has(error.field)) ? null : error;
  }
}

/** To be called by a form while it is set up: its fields say by themselves what is wrong with them. */
export function provideFieldErrors(error: () => FieldError | null): {
  readonly unclaimed: FieldError | null;
} {
  return setContext(key, new FieldErrors(error));
}

/** To be called by a field while it is set up; the name is the request's, such as `target_on`. */
export function claimFieldErrors(name: string | undefined): { readonly message: string | null } {
  const errors = getContext<FieldErrors | undefined>(key);
  if (name === undefined || errors === undefined) return { message: null };
  errors.claim(name);
  onDestroy(() => errors.giveUp(name));
  return {
    get message() {
      return errors.at(name);
    },
  };
}
