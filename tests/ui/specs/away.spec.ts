import type { Page } from "@playwright/test";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const away = (page: Page) => page.locator("html[data-away]");

/** What the window does when another program is taken into use, and when the person comes back. */
const leave = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("blur")));
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

/** How what is private is drawn, all of it that is on the page. */
const drawn = (page: Page) =>
  page.evaluate(() => [
    ...new Set([...document.querySelectorAll("[data-private]")].map((one) => getComputedStyle(one).filter)),
  ]);

test("private notes blur while another program is in use, and are clear at once when one comes back", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.call("note_write", {
    about: { kind: "relationship", id: maria.room.id },
    body: "She cried about it",
  });
  await open(page, `/room/${maria.room.id}/notes`);
  const notes = page.getByRole("list", { name: "Private notes" });
  await expect(notes).toContainText("She cried about it");
  expect(await drawn(page), "the control: in use it is clear").toEqual(["none"]);

  await leave(page);
  await expect(away(page)).toHaveCount(1);
  expect(await drawn(page)).toEqual([expect.stringMatching(/^blur\(\d/)]);
  await expect(notes.getByText("She cried about it"), "who hears the page hears it still").toBeVisible();
  const well = page.getByRole("region", { name: /^Private/ });
  await expect(well.getByRole("heading").first(), "what it is stays legible").toHaveCSS("filter", "none");
  await page.emulateMedia({ media: "print" });
  expect(await drawn(page), "paper is not looked at over a shoulder").toEqual(["none"]);
  await page.emulateMedia({ media: "screen" });

  await comeBack(page);
  await expect.poll(() => drawn(page)).toEqual(["none"]);
  await leave(page);
  await expect.poll(() => drawn(page)).not.toEqual(["none"]);
  await page.keyboard.press("Shift");
  await expect.poll(() => drawn(page), "whoever types here is here").toEqual(["none"]);
});

test("a private line being typed wears the same mark, and an open one does not", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T15:00");
  await open(page, `/live/${meeting.id}`);
  const line = page.getByRole("textbox", { name: /^A line/ });
  await line.pressSequentially("! send it");
  await leave(page);
  await expect(away(page)).toHaveCount(1);
  await expect(line, "a promise is no secret").toHaveCSS("filter", "none");
  await comeBack(page);
  await line.fill("");
  await line.press("Backspace");
  await line.pressSequentially("# she looked tired");
  await leave(page);
  await expect(line).not.toHaveCSS("filter", "none");
  await comeBack(page);

  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const quick = page.getByRole("dialog").getByLabel("In one line");
  await quick.pressSequentially("# @maria she looked tired");
  await leave(page);
  await expect(quick).not.toHaveCSS("filter", "none");
});

test("a picker of the window's own is no other program, and the setting turns the veil off", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.call("note_write", { about: { kind: "relationship", id: maria.room.id }, body: "She cried" });
  await open(page, `/room/${maria.room.id}/notes`);
  await expect(page.getByRole("list", { name: "Private notes" })).toContainText("She cried");
  let answer = () => undefined as void;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/host/window_print", async (route) => {
    await answered;
    await route.continue();
  });
  const asked = page.waitForRequest("**/host/window_print");
  await page.keyboard.press("Control+p");
  await asked;
  await leave(page);
  await expect(away(page)).toHaveCount(0);
  answer();
  await expect.poll(() => drawn(page), "it was answered, and nobody came back").not.toEqual(["none"]);
  await comeBack(page);

  await open(page, "/settings");
  await page.getByRole("checkbox", { name: "Blur what is private while another program is in use" }).click();
  await expect.poll(async () => (await desk.call("settings_show", {})).blur_private).toBe(false);
  await open(page, `/room/${maria.room.id}/notes`);
  await leave(page);
  await expect.poll(() => drawn(page)).toEqual(["none"]);
});
