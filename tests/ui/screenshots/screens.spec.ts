import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "../world/demo.ts";
import { screenNames, show } from "../world/screens.ts";
import { expect } from "../world/test.ts";

const folder = process.env["ITHACA_PICTURES"] ?? resolve(import.meta.dirname, "../../results/pictures");
mkdirSync(folder, { recursive: true });

const sizes = { large: { width: 1280, height: 800 }, small: { width: 720, height: 520 } } as const;

for (const name of screenNames) {
  test(`${name} in light and dark, large and small`, async ({ page, desk }) => {
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await show(name, page, desk);
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.mouse.move(0, 0);
        await page.screenshot({ path: join(folder, `${name}-${theme}-${size}.png`), caret: "hide" });
      }
    }
    await expect(page.getByRole("alert"), "a picture shows no failure").toHaveCount(0);
  });
}
