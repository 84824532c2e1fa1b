import { expect, type Page } from "@playwright/test";

/** Goes to a place of the desk, such as `/goals`, and waits until all of it is there and it can hear keys. */
export async function open(page: Page, address: string): Promise<void> {
  const href = `#${address}`;
  if (await page.locator("#main").count()) await page.evaluate(follow, href);
  else await page.goto(`/${href}`);
  await ready(page);
}

/** Waits until the place that was asked for is shown, with every first answer in it. */
export async function ready(page: Page): Promise<void> {
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("#main > [aria-busy='true']"), "everything asked for is there").toHaveCount(0);
}

/** Goes there within the page, and answers once the page knows of it. */
function follow(href: string): Promise<void> {
  return new Promise((known) => {
    if (location.hash === href) return known();
    addEventListener("hashchange", () => known(), { once: true });
    location.hash = href;
  });
}
