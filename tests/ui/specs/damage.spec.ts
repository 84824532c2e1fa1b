import { rmSync } from "node:fs";
import { join } from "node:path";
import { Bridge } from "../world/bridge.ts";
import { Desk } from "../world/desk.ts";
import { fits, look, lookTwice } from "../world/look.ts";
import { expect, test as base } from "../world/test.ts";

const passphrase = "fern, ladder, tin, november";

/** A desk with a backup, whose database went missing before the program started again. */
const test = base.extend<{ asks: boolean }>({
  settled: false,
  asks: [false, { option: true }],

  bridge: async ({ now, zone, asks }, use) => {
    const whole = await Bridge.start(Bridge.folder(), now, zone);
    const desk = new Desk(whole);
    await desk.settle();
    await desk.mentor("Amara Nwosu");
    if (asks)
      await desk.call("vault_set_passphrase", {
        passphrase,
        proof: null,
        keep_device: false,
        recovery: null,
        task: null,
      });
    await desk.call("backup_make", { task: null });
    await desk.mentor("Somebody who came later");
    await whole.stop();
    for (const end of ["", "-wal", "-shm"]) rmSync(join(whole.folder, "data", `ithaca.db${end}`));
    const again = await Bridge.start(whole.folder, now, zone);
    await use(again);
    await again.clear();
  },
});

test("a damaged desk says so, and the newest whole backup is put in its place", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Your desk could not be opened" })).toBeVisible();
  await expect(page.getByText("The database is not in its folder, although it was.")).toBeVisible();
  await expect(page.getByText("people 1, rooms 1", { exact: false }), "what the backup holds").toBeVisible();
  await lookTwice(page);
  await fits(page);
  await page.getByRole("button", { name: "Put this backup in place" }).press("Enter");
  await expect(page.getByRole("link", { name: "Amara Nwosu" })).toBeVisible();
  await expect(page.getByText("Your desk is as it was on 3 March 2026", { exact: false })).toBeVisible();
});

test("who wants to begin with an empty desk is asked first, and the old one is kept", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Start with an empty desk" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Start with an empty desk" });
  await expect(dialog).toContainText("moved aside");
  await look(page, "light");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Start with an empty desk" }).press("Enter");
  await dialog.getByRole("button", { name: "Move aside and start" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Your desk could not be opened" })).toHaveCount(0);
  await expect(page.getByText("Amara Nwosu"), "the desk is empty").toHaveCount(0);
});

test.describe("under a passphrase", () => {
  test.use({ asks: true });

  test("a damaged desk is rescued with what was typed at the lock screen", async ({ page }) => {
    await page.goto("/");
    await page.getByLabel("Passphrase").fill(passphrase);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Your desk could not be opened" })).toBeVisible();
    await page.getByRole("button", { name: "Put this backup in place" }).press("Enter");
    await expect(page.getByRole("link", { name: "Amara Nwosu" })).toBeVisible();
  });
});
