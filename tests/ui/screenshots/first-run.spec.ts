import { join, resolve } from "node:path";
import { expect, test } from "../world/test.ts";

const folder = process.env["ITHACA_PICTURES"] ?? resolve(import.meta.dirname, "../../results/pictures");
const sizes = { large: { width: 1280, height: 800 }, small: { width: 720, height: 520 } } as const;

test.use({ settled: false });

test("first run and the empty desk in light and dark, large and small", async ({ page, desk }) => {
  for (const name of ["first-run", "empty"] as const) {
    if (name === "empty") await desk.settle();
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await page.goto("about:blank");
      await page.goto("/#/today");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        name === "empty" ? "Your desk is ready" : "A calm desk for mentoring",
      );
      await page.evaluate(() => document.fonts.ready);
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.screenshot({ path: join(folder, `${name}-${theme}-${size}.png`), caret: "hide" });
      }
    }
  }
});
