import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("a dialog goes with the place it was opened at, and what was typed is found again", async ({ page }) => {
  await open(page, "/goals");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Set a goal" });
  await dialog.getByRole("textbox", { name: "Goal", exact: true }).fill("Half a goal");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Find or do anything" }).getByRole("combobox").fill("calendar");
  await page.getByRole("option", { name: "Go to Calendar" }).click();
  await expect(page).toHaveURL(/#\/calendar/);
  await expect(dialog, "nobody wanted it over another page").toBeHidden();

  await open(page, "/goals");
  await page.keyboard.press("n");
  await expect(dialog.getByRole("textbox", { name: "Goal", exact: true })).toHaveValue("Half a goal");
});

test("what is wrong in a folded part of a form unfolds it, and stands at its field", async ({ page }) => {
  await open(page, "/people");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("Tariq Haddad");
  const more = dialog.locator("details");
  await more.locator("summary").click();
  const link = dialog.getByRole("textbox", { name: "Page" });
  await link.fill("no address at all");
  await more.locator("summary").click();
  await expect(link).toBeHidden();
  await dialog.getByRole("textbox", { name: "Name", exact: true }).press("Enter");
  await expect(link).toBeVisible();
  await expect(link).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByRole("alert"), "said once").toHaveCount(1);
});

test("what belongs to no field is said once, at the end of the form", async ({ page, desk }) => {
  const { id } = await desk.action("Send the draft");
  await open(page, "/actions");
  await page.getByRole("checkbox", { name: /Send the draft/ }).focus();
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog");
  const field = dialog.getByRole("textbox").first();
  await field.fill("Send it twice");
  await desk.call("action_delete", { id });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toHaveCount(1);
  await expect(field, "and what was typed stays").toHaveValue("Send it twice");
});

test("a room's private notes are one closed line, until they are shown and again once one looks elsewhere", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  for (const body of ["She cried about it", "She laughed about it"])
    await desk.call("note_write", { about: { kind: "relationship", id: maria.room.id }, body });
  await open(page, `/room/${maria.room.id}`);
  const main = page.getByRole("main");
  await expect(main.getByRole("region", { name: "Two private notes" })).toBeVisible();
  await expect(main).not.toContainText("She cried");
  await main.getByRole("button", { name: "Show", exact: true }).click();
  await expect(main).toContainText("She cried");
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await expect(main, "whoever comes by reads nothing").not.toContainText("She cried");

  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await page.keyboard.press("w");
  const field = main.getByRole("textbox", { name: "Write a private note" });
  await expect(field).toBeFocused();
  await field.fill("Half a thought");
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await expect(field, "who is writing comes back to it").toHaveValue("Half a thought");
});

test("Today begins with a week: what is on each day, and how much is due", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.meeting(maria, "2026-03-05T15:00");
  await desk.action("Send the draft", { due_on: "2026-03-05" });
  await open(page, "/today");
  const days = page.getByRole("list", { name: "The week from today" }).getByRole("listitem");
  await expect(days).toHaveCount(7);
  await expect(days.first()).toContainText("Today");
  await expect(days.nth(2)).toContainText("15:00 Maria");
  await expect(days.nth(2)).toContainText("1 due");
  await days.nth(2).getByRole("link", { name: /Maria/ }).click();
  await expect(page).toHaveURL(/#\/meeting\//);
});
