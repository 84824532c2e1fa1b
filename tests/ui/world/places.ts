import { expect, type Page } from "@playwright/test";

/** Goes to a place of the desk, such as `/goals`, and waits until it can hear keys. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(`/#${address}`);
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
}
