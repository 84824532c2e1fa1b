import { lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("a backup is made, says what it holds, and brings back what was deleted since", async ({
  page,
  desk,
}) => {
  await desk.mentor("Amara Nwosu");
  await open(page, "/settings");
  await page.getByRole("button", { name: "Back up now" }).press("Enter");
  const backups = page.getByRole("list", { name: "Backups, the newest first" });
  await expect(backups.getByText("people 1, rooms 1", { exact: false })).toBeVisible();
  await lookTwice(page);

  await desk.call("person_add", { fields: { name: "Somebody who came later" } } as never);
  await backups.getByRole("button", { name: /^Restore the backup/ }).press("Enter");
  const dialog = page.getByRole("dialog", { name: /^Restore the backup from/ });
  await expect(dialog.getByText("kept aside", { exact: false }), "it says what happens").toBeVisible();
  await dialog.getByRole("button", { name: "Restore" }).press("Enter");
  await expect
    .poll(async () => (await desk.call("person_list", {})).items.map((row) => row.name))
    .toEqual(["Amara Nwosu"]);
  await expect(
    page.getByText("Kept aside by a restore", { exact: false }),
    "the old one is kept",
  ).toBeVisible();
});
