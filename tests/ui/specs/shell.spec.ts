import { expect, test } from "../world/test.ts";

test("the palette opens by its key, runs a command and closes", async ({ page }) => {
  await page.goto("/#/today");
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill("go to peo");
  await expect(page.getByRole("option", { name: "Go to People" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/people$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
