import type { Page } from "@playwright/test";
import { Count } from "../world/count.ts";
import type { Desk } from "../world/desk.ts";
import { ready } from "../world/places.ts";
import { furnish, goTo, openLayer, screenNames, show, type ScreenName } from "../world/screens.ts";
import { expect, test } from "../world/test.ts";

// A page asks when it opens and when something changed, and at no other time.

/** The most a screen may ask for when it opens, beside the window's own start and the sidebar. */
const mostCommands = 6;
const mostBytes = 256 * 1024;

/** What does not belong to the screen: the window's start, and the sidebar that is always there. */
const apart = ["app_start", "sidebar_show"];

/** What an empty desk has. */
const empty: ScreenName[] = [
  "today",
  "rooms",
  "people",
  "calendar-month",
  "calendar-week",
  "calendar-agenda",
  "actions",
  "goals",
  "library",
  "inbox",
  "bin",
  "settings",
  "templates",
  "advice",
  "decisions",
  "wins",
];

/**
 * After each of the changes each question is asked once, and then nothing is: not for two minutes, whatever the host
 * tells.
 */
async function rests(
  page: Page,
  desk: Desk,
  count: Count,
  changes: (() => Promise<unknown>)[],
): Promise<void> {
  for (const change of changes) {
    await count.settle();
    count.clear();
    await change();
    await count.settle();
    expect(count.twice(), "after a change each question is asked once").toEqual([]);
  }
  count.clear();
  await page.clock.runFor("02:00");
  await desk.look();
  await count.settle();
  expect(count.names(), "while nothing happens nothing is asked").toEqual([]);
}

test.describe("the made-up year", () => {
  test.setTimeout(240_000);

  for (const [part, names] of [
    ["rooms and meetings", screenNames.slice(0, 13)],
    ["the ledger, people and the calendar", screenNames.slice(13, 25)],
    ["the library, the inbox and layers", screenNames.slice(25)],
  ] as const)
    test(`${part} rest, and ask little when they open`, async ({ page, desk }) => {
      await page.clock.install();
      await furnish(desk);
      const over: string[] = [];
      for (const name of names) {
        const count = Count.over(page);
        // What a layer asks is not what the page under it has asked.
        for (const open of [() => goTo(name, page, desk), () => openLayer(name, page)]) {
          await open();
          await count.settle();
          const asked = count.names().filter((command) => !apart.includes(command));
          const bytes = count.bytes(apart);
          if (asked.length > mostCommands || bytes > mostBytes)
            over.push(`${name}: ${asked.length} commands, ${bytes} bytes: ${asked.join(" ")}`);
          expect
            .soft(
              count.names().filter((command) => command === "sidebar_show").length,
              `${name}: the sidebar asks once`,
            )
            .toBeLessThanOrEqual(1);
          count.clear();
        }
        await test.step(`${name} rests`, () =>
          rests(page, desk, count, [
            () => desk.action(`Before ${name}`),
            // Another zone touches every subject, as another program's write does.
            () => desk.travel(names.indexOf(name) % 2 === 0 ? "Europe/Berlin" : "Europe/Paris"),
          ]));
        count.stop();
      }
      expect(over, `at most ${mostCommands} commands and ${mostBytes} bytes`).toEqual([]);
    });
});

test("an empty desk rests on every screen", async ({ page, desk }) => {
  await page.clock.install();
  for (const name of empty) {
    const count = Count.over(page);
    await show(name, page, desk);
    await test.step(`${name} rests`, () =>
      rests(page, desk, count, [
        () => desk.settings({ my_name: `Robin ${name}` }),
        () => desk.travel(empty.indexOf(name) % 2 === 0 ? "Europe/Berlin" : "Europe/Paris"),
      ]));
    count.stop();
  }
});

test("a page that asks because it was answered is found out", async ({ page, desk: _ }) => {
  await page.goto("/#/people");
  await ready(page);
  const count = Count.over(page);
  await page.evaluate(async () => {
    // What `Pages.ask` once did: each answer asks again.
    for (let turn = 0; turn < 5; turn += 1)
      await fetch("/call/person_list", {
        method: "POST",
        body: JSON.stringify({ text: "" }),
      });
  });
  await count.settle();
  expect(count.names().length, "the counter sees it").toBe(5);
  expect(count.twice(), "and that it is the same question").toEqual([`person_list {"text":""}`]);
});

test("a change made on the page asks each question once", async ({ page, desk }) => {
  await page.clock.install();
  const ada = await desk.mentor("Ada");
  await page.goto(`/#/room/${ada.room.id}`);
  await ready(page);
  const count = Count.over(page);
  await count.settle();
  count.clear();
  const point = page.getByRole("textbox", { name: "Add a point" });
  await point.fill("the salary talk");
  await point.press("Enter");
  await expect(page.getByText("the salary talk")).toBeVisible();
  await count.settle();
  const asked = count.names();
  expect(asked.filter((name) => name === "room_now_show").length, "how the room stands").toBe(1);
  expect(asked.filter((name) => name === "sidebar_show").length, "and the sidebar").toBe(1);
  expect(count.twice(["draft_keep"]), "no question twice").toEqual([]);
  count.clear();
  await page.clock.runFor("02:00");
  await count.settle();
  expect(count.names(), "and then it rests").toEqual([]);
});

test("midnight makes another day of it", async ({ page, desk }) => {
  await desk.action("Send the book", { due_on: "2026-03-04" });
  const ada = await desk.mentor("Ada");
  await desk.meeting(ada, "2026-03-04T14:00");
  await page.goto("/#/today");
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Nothing due\. Next: Ada, tomorrow/);
  await expect(page.getByText("Tuesday 3 March", { exact: false }).first()).toBeVisible();
  await desk.clock("2026-03-04T00:00");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Ada at 14:00/);
  await expect(page.getByText("Wednesday 4 March", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: /^Ada/ }).first()).toHaveText(/14:00/);
});

test("after a journey the clock of the sidebar is that of the place", async ({ page, desk }) => {
  const ada = await desk.mentor("Ada");
  await desk.meeting(ada, "2026-03-03T14:00");
  await page.goto("/#/people");
  await ready(page);
  const link = page.getByRole("navigation").getByRole("link", { name: /^Ada/ });
  await expect(link).toHaveText(/14:00/);
  await desk.travel("Europe/Istanbul");
  await expect(link, "two hours further east").toHaveText(/16:00/);
});

test("a meeting that begins and ends while the page is open is said to", async ({ page, desk }) => {
  const ada = await desk.mentor("Ada");
  await desk.meeting(ada, "2026-03-03T10:00", { duration_minutes: 30 });
  await page.goto("/#/today");
  await ready(page);
  await expect(page.getByRole("heading", { name: "Next" })).toBeVisible();
  await desk.clock("2026-03-03T10:05");
  await expect(page.getByRole("heading", { name: "Now" })).toBeVisible();
  await desk.clock("2026-03-03T10:31");
  await expect(page.getByRole("list", { name: "How was it?" })).toBeVisible();
});
