import type { Locator, Page } from "@playwright/test";
import { expect } from "./test.ts";

// How a person chooses: a key, a menu, a command, a button, one of a list.

export const press = (key: string) => (page: Page) => page.keyboard.press(key);

/** Opens a menu by its button, and does what an item of it says. */
export const menu = (button: RegExp, item: string) => async (page: Page) => {
  await page.getByRole("main").getByRole("button", { name: button }).first().press("Enter");
  await page.getByRole("menuitem", { name: item, exact: true }).press("Enter");
};

/** Does what a command says. */
export const command = (words: string) => async (page: Page) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(words);
  await expect(page.getByRole("option", { selected: true })).toContainText(words);
  await page.keyboard.press("Enter");
};

/** Presses a button of the page or of the dialog that stands. */
export const button = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).press("Enter");
};

/** Chooses one of a field's few, by its words. */
export async function pick(field: Locator, option: string | RegExp): Promise<void> {
  await field.click();
  await field.page().getByRole("option", { name: option, exact: true }).click();
  await expect(field.page().getByRole("listbox")).toHaveCount(0);
}

/** Chooses somebody by typing their name. */
export async function choose(within: Page | Locator, label: string, name: string): Promise<void> {
  const field = within.getByRole("combobox", { name: label });
  await field.pressSequentially(name);
  await expect(within.getByRole("option", { name }).first()).toBeVisible();
  await field.press("Enter");
}
