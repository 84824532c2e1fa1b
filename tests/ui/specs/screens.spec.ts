import { test } from "../world/demo.ts";
import { fits, look } from "../world/look.ts";
import { screenNames, show } from "../world/screens.ts";
import { expect } from "../world/test.ts";

// The made-up year, screen by screen: what axe sees, and whether it fits.

for (const name of screenNames) {
  test(`${name} is accessible in light and dark, and fits every window`, async ({ page, desk }) => {
    await show(name, page, desk);
    await fits(page);
    await look(page, "light");
    await look(page, "dark");
    await page.setViewportSize({ width: 720, height: 520 });
    await fits(page);

    await page.setViewportSize({ width: 1440, height: 1040 });
    await desk.settings({ zoom: 200 });
    await expect
      .poll(() => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--zoom")))
      .toBe("2");
    await fits(page);
    await desk.settings({ zoom: 100 });
  });
}
