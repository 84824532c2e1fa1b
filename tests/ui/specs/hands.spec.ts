import type { Locator, Page } from "@playwright/test";
import { maria, withGoal } from "../world/arranged.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

// What hands expect of a list: the right button, a double click, and rows that are drawn to another place.

const row = (page: Page, words: string) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: words });

test("the right button opens a row's menu where it was pressed, and a double click changes it", async ({
  page,
  desk,
}) => {
  const { room } = await maria(desk);
  for (const title of ["Send the draft", "Read her notes"])
    await desk.action(title, { relationship_id: room.id });
  await open(page, "/actions");
  const draft = row(page, "Send the draft");
  await draft.getByText("Send the draft").click({ button: "right" });
  const menu = page.getByRole("menu");
  await expect(menu).toHaveAccessibleName("More about: Send the draft");
  const [at, text] = [await menu.boundingBox(), await draft.getByText("Send the draft").boundingBox()];
  expect(at && text && at.x < text.x + text.width, "it lies at the hand, not at the end of the row").toBe(
    true,
  );
  await page.getByRole("menuitem", { name: "Due tomorrow" }).click();
  await expect(draft).toContainText("tomorrow");

  await draft.getByText("Send the draft").dblclick();
  const change = page.getByRole("dialog", { name: "Change the promise" });
  await expect(change).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(change).toHaveCount(0);
  expect(await page.evaluate(() => getSelection()?.toString()), "no word is left marked").toBe("");

  await row(page, "Read her notes").getByRole("checkbox").focus();
  await page.keyboard.press("Delete");
  await expect(row(page, "Read her notes")).toHaveCount(0);
});

test("a room, a goal and something of the library can be used from their lists", async ({ page, desk }) => {
  await withGoal(desk);
  await maria(desk);
  await desk.link("A book", "https://example.org/book");
  await open(page, "/rooms");
  await row(page, "Maria Lindqvist").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Plan a meeting" }).click();
  await expect(page.getByRole("dialog", { name: "Plan a meeting" })).toContainText("Maria");
  await page.keyboard.press("Escape");
  await open(page, "/library");
  await row(page, "A book").click({ button: "right" });
  await page.keyboard.press("r");
  await expect(row(page, "A book"), "the letter in the menu does what stands beside it").toContainText(
    "Read",
  );
  await open(page, "/goals");
  await row(page, "Speak in front of a room").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Goal reached" }).click();
  await expect(row(page, "Speak in front of a room")).toHaveCount(0);
});

test("milestones are drawn to another place by hand, and Escape lets them lie", async ({ page, desk }) => {
  await open(page, await withGoal(desk));
  const line = page.getByRole("textbox", { name: "Add a milestone" });
  for (const title of ["One", "Two", "Three"]) {
    await line.fill(title);
    await line.press("Enter");
    await expect(line).toHaveValue("");
  }
  const list = page.getByRole("list", { name: "Milestones" });
  const order = () =>
    list
      .getByRole("listitem")
      .evaluateAll((rows) => rows.map((one) => /One|Two|Three|Five/.exec(one.textContent)?.[0]));
  const three = list.getByRole("listitem").filter({ hasText: "Three" });
  const one = list.getByRole("listitem").filter({ hasText: "One" });
  await draw(page, three, one);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await order()).toEqual(["Five", "One", "Two", "Three"]);
  await draw(page, three, one);
  await expect(one, "a line shows where it would go").toHaveAttribute("data-drop", "before");
  await page.mouse.up();
  await expect.poll(order).toEqual(["Five", "Three", "One", "Two"]);
  await page.keyboard.press("Control+z");
  await expect.poll(order, "like every change it is taken back").toEqual(["Five", "One", "Two", "Three"]);
});

/** Takes a row by its grip and draws it over the upper half of another. */
async function draw(page: Page, row: Locator, over: Locator): Promise<void> {
  await row.hover();
  const [grip, there] = [await row.locator("[data-grip]").boundingBox(), await over.boundingBox()];
  if (!grip || !there) throw new Error("A row is out of sight");
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x + 4, there.y + 3, { steps: 5 });
}

test("the sidebar stays as wide as it was drawn, by hand and by key", async ({ page, desk }) => {
  await maria(desk);
  await open(page, "/today");
  const edge = page.getByRole("separator", { name: "Width of the sidebar" });
  const width = async () => (await page.getByRole("navigation", { name: "Main" }).boundingBox())?.width ?? 0;
  const [before, at] = [await width(), await edge.boundingBox()];
  if (!at) throw new Error("The edge is out of sight");
  await page.mouse.move(at.x + 3, 300);
  await page.mouse.down();
  await page.mouse.move(at.x + 63, 300, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await desk.call("settings_show", {})).sidebar_width).toBe(296);
  expect(Math.round((await width()) - before)).toBe(60);
  await page.reload();
  await expect.poll(async () => Math.round((await width()) - before), "also the next day").toBe(60);
  await edge.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(edge).toHaveAttribute("aria-valuenow", "288");
  for (let press = 0; press < 5; press += 1) await page.keyboard.press("ArrowRight");
  await expect
    .poll(async () => (await desk.call("settings_show", {})).sidebar_width, "each of them counts")
    .toBe(328);
  await expect(edge).toHaveAttribute("aria-valuenow", "328");
  await page.keyboard.press("End");
  await expect(edge).toHaveAttribute("aria-valuenow", "420");
  await page.keyboard.press("Enter");
  await expect(edge, "Enter and a double click give the usual width").toHaveAttribute("aria-valuenow", "236");
});

test("the settings have an index that says where one is", async ({ page }) => {
  await open(page, "/settings");
  const index = page.getByRole("navigation", { name: "On this page" });
  await expect(index.getByRole("button").first()).toHaveAttribute("aria-current", "location");
  await index.getByRole("button", { name: "Reminders" }).click();
  await expect(page.getByRole("heading", { name: "Reminders" })).toBeInViewport();
  await expect(index.getByRole("button", { name: "Reminders" })).toHaveAttribute("aria-current", "location");
  await page.keyboard.press("Tab");
  expect(
    await page.evaluate(() => document.activeElement?.closest("section")?.querySelector("h2")?.textContent),
    "the keyboard goes on from there",
  ).toBe("Reminders");
  await page.getByRole("radio", { name: "Deutsch" }).check();
  const german = page.getByRole("navigation", { name: "Auf dieser Seite" });
  await expect(
    german.getByRole("button", { name: "Erinnerungen" }),
    "its words change in place",
  ).toBeVisible();
  await page.setViewportSize({ width: 720, height: 520 });
  await expect(german, "there is no room beside it").toBeHidden();
});
