import type { Locator, Page } from "@playwright/test";

/**
 * A person's hands, counted. A key, a chord and a click are one each; a line of words typed in one go is one, for
 * no design can shorten what somebody has to say.
 */
export class Hands {
  #page: Page;
  #inputs = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  /** How often they moved since `rest`. */
  get inputs(): number {
    return this.#inputs;
  }

  /** Begins to count anew. */
  rest(): void {
    this.#inputs = 0;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.#inputs += 1;
      await this.#page.keyboard.press(key);
    }
  }

  /** Words, into whatever has the focus. */
  async type(words: string): Promise<void> {
    this.#inputs += 1;
    await this.#page.keyboard.type(words);
  }

  async click(what: Locator): Promise<void> {
    this.#inputs += 1;
    await what.click();
  }
}
