import { fits, look, lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const passphrase = "fern, ladder, tin, november";

test("a passphrase is set, the desk locked by its key, and opened again by typing alone", async ({
  page,
  desk,
}) => {
  await desk.mentor("Amara Nwosu");
  await open(page, "/settings");
  await page.getByRole("button", { name: "Set a passphrase" }).click();
  await page.getByLabel("New passphrase").fill(passphrase);
  await page.getByLabel("Once more").fill(`${passphrase} `);
  await page.keyboard.press("Enter");
  await expect(page.getByText("The two are not the same.")).toBeVisible();
  await look(page, "light");
  await page.getByLabel("Once more").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByText("The passphrase is set.")).toBeVisible();
  await expect(page.getByText("Set on 3 March 2026.")).toBeVisible();

  await page.keyboard.press("Control+l");
  await expect(page.getByRole("heading", { name: "Your desk is locked" })).toBeVisible();
  await expect(page.getByText("Amara"), "the lock screen knows nobody").toHaveCount(0);
  expect(new URL(page.url()).hash, "nor where the person was").toBe("");
  await lookTwice(page);
  await fits(page);
  await page.setViewportSize({ width: 720, height: 520 });
  await fits(page);
  await page.setViewportSize({ width: 1280, height: 720 });

  await page.keyboard.type("fern, ladder, tin, december");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Passphrase")).toHaveAccessibleDescription(/does not open this desk/);
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Amara Nwosu" })).toBeVisible();
});

test("locking without a passphrase offers to set one, and then locks", async ({ page, desk }) => {
  await desk.mentor("Amara Nwosu");
  await open(page, "/today");
  await page.keyboard.press("Control+l");
  const dialog = page.getByRole("dialog", { name: "Set a passphrase" });
  await expect(dialog).toContainText("something must be able to open it again");
  await page.getByLabel("New passphrase").fill("short");
  await page.getByLabel("Once more").fill("short");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("New passphrase")).toHaveAccessibleDescription(/Use at least 8 characters/);
  await page.getByLabel("New passphrase").fill(passphrase);
  await page.getByLabel("Once more").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your desk is locked" })).toBeVisible();
});

test("a recovery code is typed back from paper and opens a locked desk", async ({ page, desk }) => {
  await desk.mentor("Amara Nwosu");
  await open(page, "/settings");
  await page.getByRole("button", { name: "Make a recovery code" }).click();
  const dialog = page.getByRole("dialog", { name: "Recovery code for Ithaca" });
  await expect(dialog.getByRole("listitem")).toHaveCount(7);
  const groups = (await dialog.getByRole("listitem").allInnerTexts()).map((text) => text.slice(-4));
  expect(groups, "seven groups of four").toHaveLength(7);
  await look(page, "dark");
  await page.emulateMedia({ media: "print" });
  await expect(dialog.getByRole("listitem").first(), "the code is printed").toBeVisible();
  await expect(page.locator("#app"), "and nothing of the desk").toBeHidden();
  await page.emulateMedia({ media: null });
  await dialog.getByRole("button", { name: "I have written it down" }).click();
  const field = dialog.getByLabel(/^Group \d/);
  const label = await dialog.locator("label").innerText();
  await field.fill("0000");
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/not the group that was asked for/);
  const asked = Number(/\d/.exec(label)?.[0]);
  await field.fill((groups[asked - 1] ?? "").toLowerCase());
  await page.keyboard.press("Enter");
  await expect(page.getByText("The recovery code works from now on.")).toBeVisible();

  await page.keyboard.press("Control+l");
  await expect(page.getByLabel("Recovery code"), "there is no passphrase to ask for").toBeVisible();
  await page.getByLabel("Recovery code").fill(groups.join(" "));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Amara Nwosu" })).toBeVisible();
});

test("the key is changed, and the backups it does not reach are told", async ({ page, desk }) => {
  await desk.mentor("Amara Nwosu");
  await open(page, "/settings");
  await page.getByRole("button", { name: "Set a passphrase" }).click();
  await page.getByLabel("New passphrase").fill(passphrase);
  await page.getByLabel("Once more").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Set on 3 March 2026.")).toBeVisible();

  await page.getByRole("button", { name: "Change the key" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Change the desk’s key" });
  await dialog.getByLabel("Passphrase").fill("something else");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Passphrase")).toHaveAccessibleDescription(/does not open this desk/);
  await lookTwice(page);
  await dialog.getByLabel("Passphrase").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByText("The desk has a new key.")).toBeVisible();
  const older = page.getByRole("dialog", { name: "Older backups" });
  await expect(older, "the backup made before is under the old key").toContainText("under the old key");
  await expect(older.getByRole("listitem"), "and the one made before the passphrase").toHaveCount(2);
  await look(page, "light");
  await older.getByRole("button", { name: "Delete them" }).press("Enter");
  await expect(older).toHaveCount(0);
  await expect(
    page.getByRole("list", { name: "Backups, the newest first" }).getByRole("listitem"),
  ).toHaveCount(1);

  await page.keyboard.press("Control+l");
  await page.getByLabel("Passphrase").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Amara Nwosu" })).toBeVisible();
});

test("a changed passphrase opens the backups of before, and none is named as another's", async ({
  page,
  desk,
}) => {
  await desk.mentor("Amara Nwosu");
  await desk.call("vault_set_passphrase", {
    passphrase,
    proof: null,
    keep_device: false,
    recovery: null,
    task: null,
  });
  await desk.call("backup_make", { task: null });
  await desk.clock("2026-03-03T10:00");
  await open(page, "/settings");
  await page.getByRole("button", { name: "Change it" }).press("Enter");
  await page.getByRole("dialog").getByLabel("Current passphrase", { exact: true }).fill(passphrase);
  await page.getByLabel("New passphrase").fill("another one altogether");
  await page.getByLabel("Once more").fill("another one altogether");
  // The page asks for all backups to see which of them no way in of now opens.
  const told = page.waitForResponse(
    (answer) =>
      answer.url().endsWith("/call/backup_list") && answer.request().postDataJSON()?.page?.limit === 500,
  );
  await page.keyboard.press("Enter");
  await expect(page.getByText("The passphrase is set.")).toBeVisible();
  await told;
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("opens with the passphrase set on")).toHaveCount(0);
});
