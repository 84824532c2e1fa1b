import type { Page } from "@playwright/test";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

/** Presses a key as a keyboard of another layout does: which key it is, and what stands on it. */
async function pressOn(
  page: Page,
  code: string,
  key: string,
  modifiers: { ctrl?: boolean } = {},
): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  const event = {
    code,
    key,
    windowsVirtualKeyCode: code.startsWith("Key") ? code.charCodeAt(3) : 0,
    modifiers: modifiers.ctrl === true ? 2 : 0,
  };
  await keyboard.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    ...event,
  });
  await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  await keyboard.detach();
}

/**
 * The key that ends a composition, at whatever has the focus: within it, as Chromium tells it, and right behind it with
 * the code 229, as WebKit does.
 */
async function endComposition(page: Page, key: "Enter" | "Escape" | "ArrowDown"): Promise<void> {
  await page.evaluate((key) => {
    const field = document.activeElement;
    const composed = { key, bubbles: true, cancelable: true };
    field?.dispatchEvent(new KeyboardEvent("keydown", { ...composed, isComposing: true }));
    field?.dispatchEvent(new KeyboardEvent("keydown", { ...composed, keyCode: 229 }));
  }, key);
}

test("under a Russian layout every shortcut works by its place", async ({ page, desk }) => {
  await desk.mentor("Мария Линд");
  await open(page, "/people");
  await pressOn(page, "KeyN", "т", { ctrl: true });
  const quick = page.getByRole("dialog", { name: "Quick add" });
  await expect(quick).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(quick).toBeHidden();
  await pressOn(page, "KeyN", "т");
  const person = page.getByRole("dialog", { name: "Add a person" });
  await expect(person, "a letter alone").toBeVisible();
  await pressOn(page, "KeyN", "т");
  await expect(person.getByLabel("Name", { exact: true }), "in a field it is none").toBeFocused();
  await page.keyboard.press("Escape");
  await pressOn(page, "Digit4", "٤", { ctrl: true });
  await expect(page, "Arabic digits go to places, too").not.toHaveURL(/#\/people$/);
});

test("the key that ends a composition sends, chooses and closes nothing", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T08:45");
  await open(page, "/today");

  await page.keyboard.press("Control+n");
  const quick = page.getByRole("dialog", { name: "Quick add" });
  await page.keyboard.type("@maria 給料について");
  for (const key of ["Enter", "Escape", "ArrowDown"] as const) await endComposition(page, key);
  await expect(quick).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(quick, "a plain Enter sends").toBeHidden();
  const { items } = await desk.call("agenda_inbox", {
    relationship_id: maria.room.id,
    page: {},
  });
  expect(items.map(({ text }) => text)).toEqual(["給料について"]);

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Find or do anything" });
  await page.keyboard.type("Maria");
  // What was listed before anything was typed gives way to what is found.
  await expect(palette.getByRole("option", { selected: true })).toContainText("Maria Lindqvist");
  const chosen = await palette.getByRole("option", { selected: true }).textContent();
  for (const key of ["ArrowDown", "Enter", "Escape"] as const) await endComposition(page, key);
  await expect(palette.getByRole("option", { selected: true })).toHaveText(chosen ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/(person|room)\//);

  await open(page, `/live/${meeting.id}`);
  await page.keyboard.type("! 履歴書を送る");
  await endComposition(page, "Enter");
  await endComposition(page, "Escape");
  await expect(page, "the meeting is not left").toHaveURL(/#\/live\//);
  await expect(page.getByRole("textbox", { name: /^A line/ })).toHaveValue("履歴書を送る");
});

test("a key that stands in an open menu does what its item does", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.action("Send the slides", { relationship_id: maria.room.id });
  await desk.action("Book a room", { relationship_id: maria.room.id });
  await open(page, "/actions");
  const menu = page.getByRole("menu");
  const dots = page.getByRole("button", { name: /Book a room/ }).and(page.locator("[aria-haspopup]"));
  await dots.click();
  await expect(menu).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(menu).toBeHidden();
  await expect(page.getByRole("main")).not.toContainText("Book a room");

  await open(page, `/room/${maria.room.id}`);
  await page.locator("#main [aria-haspopup='menu']").first().click();
  await expect(menu).toBeVisible();
  await pressOn(page, "KeyC", "с");
  await expect(menu).toBeHidden();
  await expect(page.getByRole("dialog", { name: /Maria Lindqvist/ }), "by its place, too").toBeVisible();
});
