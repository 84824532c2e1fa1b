import { lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("the first private note offers a passphrase, one key declines it, and it does not return", async ({
  page,
  desk,
}) => {
  const { room } = await desk.mentor("Amara Nwosu");
  await open(page, `/room/${room.id}/notes`);
  const note = page.getByRole("textbox", { name: "Write a private note" });
  await note.fill("She asked good questions.");
  await page.keyboard.press("Control+Enter");
  const offer = page.getByRole("complementary", { name: "Passphrase" });
  await expect(offer).toContainText("Your first private note.");
  await lookTwice(page);
  await page.keyboard.press("Escape");
  await expect(offer).toHaveCount(0);
  await page.reload();
  await note.fill("And another thought.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("And another thought.")).toBeVisible();
  await expect(offer, "it was offered once").toHaveCount(0);
  await open(page, "/settings");
  await expect(page.getByRole("button", { name: "Set a passphrase" }), "it stays in Settings").toBeVisible();
});
