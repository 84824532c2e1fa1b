import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test.skip(process.platform !== "linux", "small disks are mounted on Linux only");
test.use({ disk: "3m" });

test("what no longer fits on the disk is said not to be saved, and stays in the field", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const other = await desk.person("Somebody Else");
  await open(page, `/room/${maria.room.id}/notes`);
  const well = page.getByRole("region", { name: "Private. Leaves only if you say so" });
  await expect(well).toBeVisible();
  await page.keyboard.press("n");
  const field = well.getByRole("textbox", { name: "Write a private note" });
  await expect(field).toBeFocused();
  await page.keyboard.type("Written in time.");
  const about = { kind: "relationship" as const, id: maria.room.id };
  await expect
    .poll(async () => (await desk.call("note_draft_find", { about })).body)
    .toBe("Written in time.");

  // Until a text as long as the one that follows does not fit any more.
  const long = "too late ".repeat(12_000);
  const fits = (round: number) =>
    desk.call("note_write", { about: { kind: "person", id: other.id }, body: `${round} ${long}` }).then(
      () => true,
      () => false,
    );
  for (let round = 0; await fits(round); round += 1);
  await page.keyboard.insertText(long);
  await expect(well.getByText("Not saved: the disk is full. Free some space and try again.")).toBeVisible();
  await expect(field, "the words are still there").toHaveValue(`Written in time.${long}`);
  expect((await desk.call("note_draft_find", { about })).body, "and what was saved is").toBe(
    "Written in time.",
  );
});
