import { lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("with nothing due, quitting asks nothing", async ({ page, desk }) => {
  await open(page, "/today");
  await page.keyboard.press("Control+q");
  await expect.poll(async () => (await desk.asked()).map(({ name }) => name)).toContain("app_quit");
});

test("quitting says what would not come, and only its own button quits anyway", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-06", relationship_id: amara.room.id });
  await open(page, "/today");
  await page.keyboard.press("Control+q");
  const dialog = page.getByRole("dialog", { name: "Quit Ithaca?" });
  await expect(dialog).toContainText(
    "One reminder is due by Friday. It will not show until Ithaca runs again.",
  );
  await lookTwice(page);
  expect(
    (await desk.asked()).map(({ name }) => name),
    "it has not quit",
  ).not.toContain("app_quit");
  await page.keyboard.press("Control+q");
  await page.keyboard.press("Control+q");
  await expect(dialog).toBeVisible();
  expect(
    (await desk.asked()).map(({ name }) => name),
    "the key pressed again is no answer",
  ).not.toContain("app_quit");
  await dialog.getByRole("button", { name: "Quit", exact: true }).click();
  await expect.poll(async () => (await desk.asked()).map(({ name }) => name)).toContain("app_quit");
});

test("a question of the shell lies over whatever dialog is open", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-06", relationship_id: amara.room.id });
  /** True if the middle of the dialog is what a click there would meet. */
  const onTop = (name: string) =>
    page.getByRole("dialog", { name }).evaluate((dialog) => {
      const { left, top, width, height } = dialog.getBoundingClientRect();
      return dialog.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
  for (const [ask, title] of [
    [() => page.keyboard.press("Control+q"), "Quit Ithaca?"],
    [() => desk.open("/quit"), "Quit Ithaca?"],
    [() => desk.open("/background"), "Ithaca goes on without a window"],
    [() => page.keyboard.press("Control+k"), "Find or do anything"],
  ] as const) {
    await open(page, "/goals");
    await page.getByRole("button", { name: "Set a goal" }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await ask();
    await expect.poll(() => onTop(title), title).toBe(true);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: title })).toHaveCount(0);
    await expect(page.getByRole("dialog"), "the one before stands, as it was").toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

test("what the tray asks for while the page is still coming lies over Today, not in its place", async ({
  page,
  desk,
}) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-06", relationship_id: amara.room.id });
  await page.goto("/#/quit");
  const dialog = page.getByRole("dialog", { name: "Quit Ithaca?" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/#\/today$/);
  await expect(page.getByRole("heading", { level: 1, name: "Nothing due. A quiet day." })).toBeVisible();

  await page.evaluate(() => (location.hash = "/add"));
  await expect(page.getByRole("dialog").getByLabel("In one line")).toBeFocused();
  await expect(page, "and so where the page has just come").toHaveURL(/#\/today$/);
});

test("a calendar file with alarms instead, or the tray", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.meeting(amara, "2026-03-05T14:00", { title: "Budget" });
  await open(page, "/today");
  await desk.open("/quit");
  const dialog = page.getByRole("dialog", { name: "Quit Ithaca?" });
  await expect(dialog, "the tray's Quit asks the same").toBeVisible();
  await desk.pick(desk.path("desk.ics"));
  await dialog.getByRole("button", { name: "Save a calendar file" }).click();
  await expect(dialog.getByRole("status")).toHaveText("Saved, with alarms: desk.ics");
  expect(desk.read("desk.ics"), "the phone rings from it").toContain("BEGIN:VALARM");
  await dialog.getByRole("button", { name: "Hide the window" }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(async () => (await desk.asked()).map(({ name }) => name)).toContain("window_hide");
});

test("where no tray brings the window back, closing it says once that Ithaca goes on", async ({
  page,
  desk,
}) => {
  await open(page, "/today");
  await desk.open("/background");
  const dialog = page.getByRole("dialog", { name: "Ithaca goes on without a window" });
  await expect(dialog).toContainText("Start Ithaca again to get the window back.");
  await lookTwice(page);
  await dialog.getByRole("button", { name: "Hide the window" }).click();
  await expect.poll(async () => (await desk.asked()).map(({ name }) => name)).toContain("window_hide");
});
