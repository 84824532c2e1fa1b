import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Bridge, built } from "../world/bridge.ts";
import { Desk } from "../world/desk.ts";
import { expect, morning, test as base } from "../world/test.ts";

/** Five thousand people, made by the program that makes large desks, through the same rules as the app. */
const test = base.extend<object, { crowd: Bridge }>({
  crowd: [
    async ({}, use) => {
      const folder = Bridge.folder();
      execFileSync(built("ithaca-cli"), [
        "--data",
        join(folder, "data"),
        "demo",
        "--people",
        "5000",
        "--seed",
        "7",
      ]);
      const bridge = await Bridge.start(folder, morning, "Europe/Paris");
      await new Desk(bridge).settle();
      await use(bridge);
      await bridge.clear();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  bridge: async ({ crowd }, use) => use(crowd),
  desk: async ({ bridge }, use) => use(new Desk(bridge)),
});

/** Many more rows than a screen shows would make scrolling heavy. */
const most = 120;

test.describe.configure({ mode: "serial" });

test("the list of 5,000 people keeps few rows and reaches its end", async ({ page }) => {
  await page.goto("/#/people");
  const list = page.getByRole("list", { name: "People" });
  const rows = list.getByRole("listitem");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count(), "only what can be seen, and a little around it, is drawn").toBeLessThan(most);

  const frames = await page.evaluate(async () => {
    const main = document.querySelector("main");
    if (!main) throw new Error("no page");
    const drawn: number[] = [];
    for (let step = 0; step < 200; step += 1) {
      main.scrollTop += 400;
      await new Promise(requestAnimationFrame);
      drawn.push(main.querySelectorAll("[data-index]").length);
    }
    return Math.max(...drawn);
  });
  expect(frames, "while one scrolls, too").toBeLessThan(most);

  await list.getByRole("link").first().focus();
  await page.keyboard.press("End");
  await expect
    .poll(async () => {
      await page.keyboard.press("End");
      const last = await list.getByRole("listitem").last().getAttribute("aria-posinset");
      return Number(last);
    })
    .toBeGreaterThanOrEqual(5000);
  expect(await rows.count()).toBeLessThan(most);
  await page.keyboard.press("Home");
  await expect(rows.first()).toHaveAttribute("aria-posinset", "1");
});

test("5,000 people are filtered and found at once", async ({ page, desk }) => {
  const { items } = await desk.call("person_list", { page: { limit: 1 } });
  const name = items[0]?.name ?? "";
  await page.goto("/#/people");
  await page.keyboard.press("/");
  await page.keyboard.type(name);
  await expect(page.getByRole("list", { name: "People" }).getByRole("link", { name }).first()).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill(name);
  await expect(page.getByRole("option", { name }).first()).toBeVisible();
});

test("the sidebar, the rooms and Today stay short whatever the crowd", async ({ page }) => {
  await page.goto("/#/today");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const drawn = await page.evaluate(() => document.querySelectorAll("*").length);
  expect(drawn, "a page of a few hundred things").toBeLessThan(3000);
  await page.goto("/#/rooms");
  const rows = page.getByRole("list", { name: "Rooms" }).getByRole("listitem");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(most);
});
