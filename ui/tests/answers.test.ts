import { describe, expect, it } from "vitest";
import { Pages, Query, type PageOf, type Part } from "../src/api/answers.svelte";

/** Lets every promise that is already settled be heard. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** A command whose answers come when the test says so, in any order. */
function slowCommand<T>() {
  const waiting: { request: unknown; answer: (value: T) => void; fail: (problem: unknown) => void }[] = [];
  const ask = (request: unknown) =>
    new Promise<T>((answer, fail) => {
      waiting.push({ request, answer, fail });
    });
  return { ask, waiting };
}

describe("a question", () => {
  it("keeps the old answer until the new one is there", async () => {
    const { ask, waiting } = slowCommand<string>();
    const query = new Query<string>(ask);
    query.ask({ text: "a" });
    waiting[0]?.answer("first");
    await settled();
    query.ask({ text: "b" });
    expect([query.data, query.loading], "the list does not vanish while it is asked for").toEqual([
      "first",
      true,
    ]);
    waiting[1]?.answer("second");
    await settled();
    expect([query.data, query.loading]).toEqual(["second", false]);
  });

  it("ignores an answer that a newer question has overtaken", async () => {
    const { ask, waiting } = slowCommand<string>();
    const query = new Query<string>(ask);
    query.ask({ text: "a" });
    query.ask({ text: "ab" });
    waiting[1]?.answer("for ab");
    waiting[0]?.answer("for a");
    await settled();
    expect(query.data, "the slow answer to the old question must not win").toBe("for ab");
  });

  it("shows why it failed, and forgets that when it succeeds", async () => {
    const { ask, waiting } = slowCommand<string>();
    const query = new Query<string>(ask);
    query.ask({});
    waiting[0]?.fail({ code: "busy", message: "Another program is using the desk", field: null });
    await settled();
    expect(query.error?.code, "the code decides what is offered").toBe("busy");
    query.again();
    waiting[1]?.answer("now");
    await settled();
    expect([query.data, query.error], "the error is gone").toEqual(["now", null]);
  });
});

describe("a list in pages", () => {
  const rows = Array.from({ length: 1_250 }, (_, index) => index);

  function paged() {
    const asked: PageOf[] = [];
    const list = new Pages<number>(async (_request, page): Promise<Part<number>> => {
      asked.push(page);
      const from = Number(page.after ?? 0);
      const next = from + page.limit;
      return { items: rows.slice(from, next), next: next < rows.length ? String(next) : null };
    });
    return { asked, list };
  }

  it("reads on to its end and no further", async () => {
    const { list } = paged();
    list.ask({});
    await settled();
    expect([list.items.length, list.hasMore], "the first page").toEqual([100, true]);
    while (list.hasMore) {
      list.more();
      await settled();
    }
    expect(list.items, "every row once, in order").toEqual(rows);
    list.more();
    await settled();
    expect(list.items.length, "there is no more").toBe(rows.length);
  });

  it("after a change reads again as many rows as were there", async () => {
    const { asked, list } = paged();
    list.ask({});
    await settled();
    for (let page = 0; page < 6; page += 1) {
      list.more();
      await settled();
    }
    asked.length = 0;
    list.again();
    await settled();
    expect(list.items.length, "the list does not jump back to its first page").toBe(700);
    expect(
      asked.map((page) => page.limit),
      "in as few pages as the core allows",
    ).toEqual([500, 200]);
  });

  it("for another question begins at the first page", async () => {
    const { list } = paged();
    list.ask({ text: "a" });
    await settled();
    list.more();
    await settled();
    list.ask({ text: "b" });
    await settled();
    expect(list.items.length, "it is another list").toBe(100);
  });
});
