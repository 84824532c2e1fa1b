import { flushSync, tick } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";

/** The host as far as these tests need it: it counts what is asked, and says what changed. */
const host = vi.hoisted(() => ({
  asked: [] as string[],
  changed: undefined as ((event: { topics: string[] }) => void) | undefined,
  answer: (): unknown => ({ items: [1, 2], next: null }),
}));

vi.mock("../src/platform", () => ({
  platform: {
    call: (name: string, request: unknown) => {
      host.asked.push(`${name} ${JSON.stringify(request)}`);
      return Promise.resolve().then(() => host.answer());
    },
    listen: (name: string, hear: (event: { topics: string[] }) => void) => {
      if (name === "changed") host.changed = hear;
      return () => undefined;
    },
  },
}));

const { Pages } = await import("../src/api/answers.svelte");
const { continued, pages, query } = await import("../src/api/query.svelte");

/** Lets effects, answers and what they wake come to their end, or finds out that there is none. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    flushSync();
    await tick();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A change, told to the page, and what it wakes. */
async function change(...topics: string[][]): Promise<void> {
  for (const each of topics) host.changed?.({ topics: each });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await settle();
}

let stop = (): void => undefined;

/** Sets up what a component would. */
function set<T>(up: () => T): T {
  let made: T | undefined;
  stop = $effect.root(() => {
    made = up();
  });
  return made as T;
}

afterEach(() => {
  stop();
  host.asked.length = 0;
  host.answer = () => ({ items: [1, 2], next: null });
});

/** `Pages.ask` as it was: the effect that asks reads the rows, so each answer wakes it. */
class Restless {
  rows = $state.raw<number[]>([]);
  count = 0;
  #request: unknown = null;
  ask(request: unknown): void {
    const same = JSON.stringify(request) === JSON.stringify(this.#request);
    this.#request = request;
    const wanted = same ? Math.max(1, this.rows.length) : 1;
    this.count += 1;
    if (this.count < 100) void Promise.resolve().then(() => (this.rows = Array(wanted).fill(0)));
  }
}

describe("a page at rest", () => {
  it("asks nothing after its answer has come, nor after a change was answered", async () => {
    set(() => pages("person_list", () => ({ text: "" }), ["people"]));
    await settle();
    expect(host.asked, "asked once when it opens").toHaveLength(1);
    await change(["people"]);
    expect(host.asked, "asked once for the change").toHaveLength(2);
    await change(["goals"]);
    expect(host.asked, "another subject's change is none of it").toHaveLength(2);
  });

  it("is found out where what asks hangs on its answer, as it once did", async () => {
    const [restless, still] = set(() => {
      const restless = new Restless();
      const asked = { count: 0 };
      const still = new Pages<number>(async () => {
        asked.count += 1;
        return { items: [1], next: null };
      });
      $effect(() => restless.ask({ text: "" }));
      $effect(() => still.ask({ text: "" }));
      // The same question again, by way of another effect, is what began it.
      $effect(() => restless.ask({ text: "" }));
      $effect(() => still.ask({ text: "" }));
      return [restless, asked] as const;
    });
    await settle();
    expect(restless.count, "the control: it never rests").toBeGreaterThan(10);
    expect(still.count, "it asks when it is told to").toBe(2);
  });

  it("is asked once for several changes within a frame", async () => {
    set(() => query("today_show", () => ({}), ["people", "meetings"]));
    await settle();
    await change(["people", "meetings"], ["people"], ["meetings"]);
    expect(host.asked, "one commit has several topics, and several commits come together").toHaveLength(2);
  });

  it("does not ask again where its request was worked out anew and is the same", async () => {
    let start = $state.raw({ today: "2026-03-03", now: 1 });
    set(() => query("today_show", () => (start.today ? {} : null), []));
    await settle();
    start = { today: "2026-03-03", now: 2 };
    await settle();
    expect(host.asked, "the same question has been answered").toHaveLength(1);
  });

  it("asks once where two parts of a screen ask the same", async () => {
    set(() => [query("app_about", () => ({}), ["settings"]), query("app_about", () => ({}), ["settings"])]);
    await settle();
    expect(host.asked).toHaveLength(1);
    await change(["settings"]);
    expect(host.asked, "also after a change").toHaveLength(2);
  });

  it("does not ask without end for a page that cannot be read", async () => {
    const rows = Array.from({ length: 100 }, (_, index) => index);
    host.answer = () => ({ items: rows, next: "more" });
    const list = set(() => {
      const list = pages("person_list", () => ({ text: "" }), ["people"]);
      $effect(() => {
        if (list.items.length > 0 && list.hasMore) list.more();
      });
      return list;
    });
    host.answer = () => {
      if (host.asked.length > 1) throw { code: "busy", message: "Busy" };
      return { items: rows, next: "more" };
    };
    await settle();
    expect(list.error?.code, "it says so").toBe("busy");
    expect(host.asked, "the first page, and the second once").toHaveLength(2);
  });
});

describe("a list that came with a larger answer", () => {
  it("asks nothing by itself until its end is wanted, and reads all again once more was read", async () => {
    const rows = Array.from({ length: 150 }, (_, index) => index);
    let part = $state.raw<{ items: number[]; next: string | null }>({
      items: rows.slice(0, 100),
      next: "100",
    });
    host.answer = () => ({ items: rows.slice(100), next: null });
    const list = set(() =>
      continued(
        "person_list",
        () => ({ text: "" }),
        () => part as never,
      ),
    );
    await settle();
    expect([host.asked.length, list.items.length, list.hasMore]).toEqual([0, 100, true]);
    part = { items: [7, ...rows.slice(1, 100)], next: "100" };
    await settle();
    expect([host.asked.length, list.items[0]], "the newer answer is shown").toEqual([0, 7]);
    list.more();
    await settle();
    expect([host.asked.length, list.items.length]).toEqual([1, 150]);
    host.answer = () => ({ items: rows, next: null });
    part = { items: rows.slice(0, 100), next: "100" };
    await settle();
    expect([host.asked.length, list.items.length], "the list does not jump back").toEqual([2, 150]);
  });
});
