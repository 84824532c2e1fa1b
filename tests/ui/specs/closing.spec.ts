import { look } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const passphrase = "fern, ladder, tin, november";

test("the recovery code can be typed at a person's speed", async ({ page, desk }) => {
  await desk.mentor("Amara Nwosu");
  const { groups, ask_back } = await desk.call("vault_propose_recovery", {
    proof: null,
  });
  await desk.call("vault_confirm_recovery", {
    typed: groups[ask_back - 1] ?? "",
    task: null,
  });
  await desk.call("vault_set_passphrase", {
    passphrase,
    proof: null,
    keep_device: false,
    recovery: null,
    task: null,
  });
  await page.clock.install();
  await open(page, "/today");
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("heading", { name: "Your desk is locked" })).toBeVisible();

  await page.getByRole("button", { name: "Use the recovery code" }).press("Enter");
  const code = page.getByLabel("Recovery code", { exact: true });
  await expect(code, "the next letter goes into the code").toBeFocused();
  await page.getByRole("button", { name: "Use the passphrase" }).press("Enter");
  await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Use the recovery code" }).press("Enter");

  const text = groups.join(" ");
  for (const [index, letter] of [...text].entries()) {
    await page.keyboard.type(letter);
    // Every third letter another half minute goes by, and the window is left and come back to.
    if (index % 3 === 2) {
      await page.clock.runFor(30_000);
      await page.evaluate(() => {
        for (const name of ["blur", "focus"]) window.dispatchEvent(new Event(name));
      });
    }
  }
  await expect(code, "nothing was taken back").toHaveValue(text);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Amara Nwosu" })).toBeVisible();
});

test("two fields for a passphrase follow each other, a weak one is told, and what was ticked stays", async ({
  page,
}) => {
  await page.clock.install();
  await open(page, "/settings");
  await page.getByRole("button", { name: "Set a passphrase" }).click();
  const dialog = page.getByRole("dialog", { name: "Set a passphrase" });
  const first = dialog.getByLabel("New passphrase");
  await expect(first).toBeFocused();
  await page.keyboard.type("ithaca123");
  await page.clock.runFor(1_000);
  await expect(first, "in the place of the hint").toHaveAccessibleDescription(/would guess it within a day/);
  await expect(dialog.getByRole("status")).toContainText("would guess it within a day");
  await look(page, "light");
  await page.keyboard.press("Tab");
  await expect(dialog.getByLabel("Once more"), "not the eye").toBeFocused();
  await page.keyboard.press("Control+Shift+H");
  await expect(dialog.getByLabel("Once more")).toHaveAttribute("type", "text");
  await expect(first, "each field for itself").toHaveAttribute("type", "password");
  await expect(dialog.getByText("gets a new key")).toBeVisible();
  const keep = dialog.getByLabel("Open on this device without asking");
  await keep.check();
  await page.clock.runFor(120_000);
  await expect(keep, "asking again takes nothing back").toBeChecked();
  await expect(dialog.getByText("Whoever copies the whole folder needs none")).toBeVisible();
  await first.fill(passphrase);
  await page.clock.runFor(1_000);
  await expect(dialog.getByText("would guess it")).toHaveCount(0);
  await look(page, "dark");
});

test("the palette sets a passphrase, and later another one", async ({ page, desk }) => {
  await desk.mentor("Amara Nwosu");
  await open(page, "/today");
  const ask = async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find or do anything" }).fill("set a pass");
    await expect(page.getByRole("option", { name: "Set a passphrase…" })).toBeVisible();
    await page.keyboard.press("Enter");
  };
  await ask();
  const dialog = page.getByRole("dialog", { name: "Set a passphrase" });
  await dialog.getByLabel("New passphrase").fill(passphrase);
  await dialog.getByLabel("Once more").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByText("The passphrase is set.")).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await ask();
  await expect(
    page.getByRole("dialog", { name: "Change the passphrase" }).getByLabel("Current passphrase"),
  ).toBeFocused();
});

test("after the recovery code was written down the next letter goes into its field", async ({ page }) => {
  await open(page, "/settings");
  await page.getByRole("button", { name: "Make a recovery code" }).click();
  const dialog = page.getByRole("dialog", { name: "Recovery code for Ithaca" });
  await dialog.getByRole("button", { name: "I have written it down" }).press("Enter");
  const field = dialog.getByLabel(/^Group \d/);
  await expect(field).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field, "Enter throws nothing away").toBeVisible();
  await dialog.getByRole("button", { name: "Show it again" }).press("Enter");
  await expect(dialog.getByRole("listitem")).toHaveCount(7);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("listitem"), "it still stands there").toHaveCount(7);
});

test("a recovery code that was given up while it was made opens nothing", async ({ page, desk }) => {
  await desk.call("vault_set_passphrase", {
    passphrase,
    proof: null,
    keep_device: true,
    recovery: null,
    task: null,
  });
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route("**/call/vault_propose_recovery", async (route) => {
    await held;
    await route.continue();
  });
  await open(page, "/settings");
  await page.getByRole("button", { name: "Make a recovery code" }).click();
  const question = page.getByRole("dialog", { name: "Make a recovery code" });
  await question.getByLabel("Current passphrase").fill(passphrase);
  await page.keyboard.press("Enter");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toHaveCount(0);
  // What was asked for next is not closed by the answer that comes late.
  await page.getByRole("button", { name: "Change it" }).click();
  const next = page.getByRole("dialog", { name: "Change the passphrase" });
  await expect(next).toBeVisible();
  const answered = page.waitForResponse("**/call/vault_propose_recovery");
  answer();
  await answered;
  await expect(next).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Recovery code for Ithaca" })).toHaveCount(0);

  await page.unroute("**/call/vault_propose_recovery");
  await next.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Make a recovery code" }).click();
  await question.getByLabel("Current passphrase").fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Recovery code for Ithaca" }), "the control").toBeVisible();
});
