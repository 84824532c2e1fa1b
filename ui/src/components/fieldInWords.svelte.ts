import { tick } from "svelte";
import type { Facing } from "./dateText";
import { surroundings, type DateMeant } from "./surroundings.svelte";

/** What a field for a day or a time is made of. */
interface Parts {
  /** What words mean that the field knows by itself; null for others, which the core is asked about. */
  own: (words: string) => string | null;
  /** What the core's answer means here; null if it is nothing this field can hold. */
  meant: (answer: DateMeant) => string | null;
  facing: () => Facing;
  /** What is wrong with words that nobody understands. */
  wrong: () => string;
  set: (value: string | null) => void;
}

/**
 * The text of a field for a day or a time while somebody types words into it. Words that nobody understands hold the form
 * back: it is not sent as if nothing had been said. To be made while a component is set up.
 */
export class FieldInWords {
  /** What is being typed, or null while the field shows its value. */
  typed = $state<string | null>(null);
  /** Whether it was left with words in it that nobody understands. */
  misread = $state(false);
  element = $state<HTMLInputElement>();

  readonly #parts: Parts;
  #understood = $state.raw<{ words: string; value: string } | null>(null);
  #asking: Promise<void> | null = null;
  readonly #unread = $derived(
    this.typed !== null && this.typed.trim() !== "" && this.#read(this.typed) === null,
  );

  constructor(parts: Parts) {
    this.#parts = parts;
    $effect(() => this.element?.setCustomValidity(this.#unread ? parts.wrong() : ""));
  }

  readonly oninput = (event: Event & { currentTarget: HTMLInputElement }) => {
    this.typed = event.currentTarget.value;
    this.misread = false;
    if (this.typed.trim() === "") {
      this.#parts.set(null);
      return;
    }
    const value = this.#read(this.typed);
    if (value !== null) this.#parts.set(value);
    else this.#ask(this.typed);
  };

  /** A form that is sent before the core has answered is sent once nothing in it waits for an answer any more. */
  readonly oninvalid = (event: Event & { currentTarget: HTMLInputElement }) => {
    const { form } = event.currentTarget;
    void this.#asking?.then(tick).then(() => {
      if (form?.matches(":valid")) form.requestSubmit();
    });
  };

  /** Typed over, not typed behind. */
  readonly onfocus = (event: Event & { currentTarget: HTMLInputElement }) => {
    event.currentTarget.select();
  };

  /** What was understood stands there as it is written; what was not stays as it was typed. */
  readonly settle = () => {
    if (this.typed === null) return;
    if (this.#unread && this.#asking) {
      void this.#asking.then(tick).then(this.settle);
      return;
    }
    this.misread = this.#unread;
    if (this.misread) this.#parts.set(null);
    else this.typed = null;
  };

  /** Another value was chosen than by typing. */
  choose(value: string | null): void {
    this.typed = null;
    this.misread = false;
    this.#parts.set(value);
  }

  #read(words: string): string | null {
    return this.#parts.own(words) ?? (this.#understood?.words === words ? this.#understood.value : null);
  }

  #ask(words: string): void {
    const asked = this.#take(words).finally(() => {
      if (this.#asking === asked) this.#asking = null;
    });
    this.#asking = asked;
  }

  async #take(words: string): Promise<void> {
    const answer = await surroundings.understand?.(words, this.#parts.facing()).catch(() => null);
    if (!answer || this.typed !== words) return;
    const value = this.#parts.meant(answer);
    if (value === null) return;
    this.#understood = { words, value };
    this.#parts.set(value);
    if (document.activeElement !== this.element) this.typed = null;
  }
}
