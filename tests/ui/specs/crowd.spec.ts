import { Bridge } from "../world/bridge.ts";
import { Desk } from "../world/desk.ts";
import { open } from "../world/places.ts";
import { expect, morning, test as base } from "../world/test.ts";

/** Five thousand people and a hundred rooms, on one desk for all tests here. */
const test = base.extend<object, { crowd: Bridge }>({
  crowd: [
    async ({}, use) => {
      const bridge = await Bridge.start(Bridge.folder(), morning, "Europe/Paris");
      const desk = new Desk(bridge);
      await desk.settle();
      await gather(desk, 5000);
      await use(bridge);
      await bridge.clear();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  bridge: async ({ crowd }, use) => use(crowd),
  desk: async ({ bridge }, use) => use(new Desk(bridge)),
});

/** Names of two words, every one of them another, eight at a time. */
async function gather(desk: Desk, count: number): Promise<void> {
  let next = 0;
  const bring = async () => {
    for (let index = next++; index < count; index = next++) {
      const name = `${given[index % given.length]} ${family[Math.floor(index / given.length) % family.length]} ${index}`;
      if (index % 50 === 0) await desk.mentor(name);
      else await desk.person(name);
    }
  };
  await Promise.all(Array.from({ length: 8 }, bring));
}

const given = ["Amara", "Bo", "Chidi", "Dalia", "Emil", "Farah", "Goran", "Hana", "Ines", "Jonas"];
const family = [
  "Abara",
  "Brandt",
  "Costa",
  "Duarte",
  "Eriksen",
  "Fofana",
  "Garrigue",
  "Haddad",
  "Ivanov",
  "Jansen",
];

/** Many more rows than a screen shows would make scrolling heavy. */
const most = 120;

test.describe.configure({ mode: "serial" });

test("the list of 5,000 people keeps few rows and reaches its end", async ({ page }) => {
  await open(page, "/people");
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
  const end = list.locator("[aria-posinset='5000']");
  await expect(end.getByRole("link"), "End goes to the end of all 5,000").toBeFocused({ timeout: 40_000 });
  expect(await rows.count()).toBeLessThan(most);
  await page.keyboard.press("Home");
  await expect(rows.first()).toHaveAttribute("aria-posinset", "1");
});

test("5,000 people are filtered and found at once", async ({ page, desk }) => {
  const { items } = await desk.call("person_list", { page: { limit: 1 } });
  const name = items[0]?.name ?? "";
  await open(page, "/people");
  await page.keyboard.press("/");
  await page.keyboard.type(name);
  await expect(page.getByRole("list", { name: "People" }).getByRole("link", { name }).first()).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill(name);
  await expect(page.getByRole("option", { name }).first()).toBeVisible();
});

test("the sidebar, the rooms and Today stay short whatever the crowd", async ({ page }) => {
  await open(page, "/today");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const drawn = await page.evaluate(() => document.querySelectorAll("*").length);
  expect(drawn, "a page of a few hundred things").toBeLessThan(3000);
  await open(page, "/rooms");
  const rows = page.getByRole("list", { name: "Rooms" }).getByRole("listitem");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(most);
});
