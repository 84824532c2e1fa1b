import { expect, type Page, type Request } from "@playwright/test";

/** What a page asks of the core: which commands, with what, and how much comes back. */
export class Count {
  #page: Page;
  #asked: { name: string; question: string; bytes: number }[] = [];
  #under = 0;
  #stop: () => void;

  private constructor(page: Page) {
    this.#page = page;
    const begun = (request: Request) => {
      const name = Count.#command(request);
      if (name === null) return;
      this.#under += 1;
      const entry = {
        name,
        question: `${name} ${request.postData() ?? ""}`,
        bytes: 0,
      };
      this.#asked.push(entry);
      void request
        .response()
        .then((response) => response?.body())
        .then((body) => (entry.bytes = body?.length ?? 0))
        .catch(() => undefined)
        .finally(() => (this.#under -= 1));
    };
    page.on("request", begun);
    this.#stop = () => page.off("request", begun);
  }

  static over(page: Page): Count {
    return new Count(page);
  }

  static #command(request: Request): string | null {
    return /\/call\/(\w+)$/.exec(new URL(request.url()).pathname)?.[1] ?? null;
  }

  stop(): void {
    this.#stop();
  }

  clear(): void {
    this.#asked.length = 0;
  }

  /** The commands asked, in their order. */
  names(): string[] {
    return this.#asked.map(({ name }) => name);
  }

  /** How much came back, but for these. */
  bytes(apart: readonly string[]): number {
    return this.#asked.filter(({ name }) => !apart.includes(name)).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Questions that were asked more than once. */
  twice(apart: readonly string[] = []): string[] {
    const seen = new Set<string>();
    const twice = new Set<string>();
    for (const { name, question } of this.#asked) {
      if (apart.includes(name)) continue;
      if (seen.has(question)) twice.add(question);
      seen.add(question);
    }
    return [...twice];
  }

  /**
   * Waits until the page has heard what the desk had to say so far and nothing is under way. Where the page's own
   * clock stands in a test's hands, what waits for a moment is let come.
   */
  async settle(): Promise<void> {
    const page = this.#page;
    // A line over the same channel as the changes: once it has come, so have those before it.
    await page.evaluate(() => fetch("/test/asked", { method: "POST", body: "{}" }).then(() => undefined));
    let before = -1;
    await expect
      .poll(
        async () => {
          await page.evaluate(
            () =>
              new Promise<void>((rest) => {
                requestAnimationFrame(() => requestAnimationFrame(() => rest()));
              }),
          );
          const still = this.#under === 0 && this.#asked.length === before;
          before = this.#asked.length;
          return still;
        },
        { intervals: [150, 150, 150, 150] },
      )
      .toBe(true);
  }
}
