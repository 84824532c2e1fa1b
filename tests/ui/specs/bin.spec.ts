import { lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("what was deleted is put back with all that belonged to it", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  const meeting = await desk.meeting(amara, "2026-03-05T15:00", {
    title: "Budget",
  });
  await desk.call("person_delete", { id: amara.person.id });
  await open(page, "/bin");
  await expect(page.getByText("What you delete stays here for 30 days")).toBeVisible();
  await expect(page.getByText("until 2 April")).toBeVisible();
  await page.getByRole("button", { name: "Put back: Amara Nwosu" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Put back: Amara Nwosu" })).toBeVisible();
  await expect(page.getByText(/The bin is empty/)).toBeVisible();
  expect((await desk.call("meeting_show", { id: meeting.id })).title, "the meeting came along").toBe(
    "Budget",
  );

  await page.keyboard.press("Control+z");
  await expect(
    page.getByRole("button", { name: "Put back: Amara Nwosu" }),
    "even that can be undone",
  ).toBeVisible();
});

test("by keyboard: arrows to the row, P puts back, Delete asks first", async ({ page, desk }) => {
  const one = await desk.goal("The first goal");
  const two = await desk.goal("The second goal");
  await desk.call("goal_delete", { id: one.id });
  await desk.clock("2026-03-03T09:01");
  await desk.call("goal_delete", { id: two.id });
  await open(page, "/bin");
  await page.getByRole("button", { name: "Put back: The second goal" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("button", { name: "Put back: The first goal" })).toBeFocused();
  await page.keyboard.press("p");
  await expect(page.getByRole("button", { name: "Put back: The first goal" })).toHaveCount(0);
  expect((await desk.call("goal_list", {})).items.map((goal) => goal.title)).toEqual(["The first goal"]);

  await expect(page.getByRole("button", { name: "Put back: The second goal" })).toBeFocused();
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("dialog", { name: "Delete for good?" });
  await expect(dialog).toContainText("“The second goal”");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect((await desk.call("bin_list", {})).items, "cancelled means nothing happened").toHaveLength(1);
});

test("emptying asks first, for nothing brings it back", async ({ page, desk }) => {
  const goal = await desk.goal("A goal that goes");
  await desk.call("goal_delete", { id: goal.id });
  await open(page, "/bin");
  await page.getByRole("button", { name: "Empty the bin" }).click();
  const dialog = page.getByRole("dialog", { name: "Empty the bin?" });
  await dialog.getByRole("button", { name: "Empty the bin" }).click();
  await expect(page.getByText(/What you delete waits here/)).toBeVisible();
  expect((await desk.call("bin_list", {})).items).toEqual([]);
});

test("what backups still hold after the bin was emptied is named, and goes too if asked", async ({
  page,
  desk,
}) => {
  const goal = await desk.goal("A goal that goes");
  await desk.call("backup_make", { task: null });
  await desk.call("goal_delete", { id: goal.id });
  await open(page, "/bin");
  await page.getByRole("button", { name: "Empty the bin" }).press("Enter");
  await page
    .getByRole("dialog", { name: "Empty the bin?" })
    .getByRole("button", { name: "Empty the bin" })
    .press("Enter");
  const still = page.getByRole("dialog", { name: "Backups still hold it" });
  await expect(still.getByRole("listitem")).toHaveText(/From 3 March 2026, 09:00, kept until/);
  await lookTwice(page);
  await still.getByRole("button", { name: "Delete these copies too" }).press("Enter");
  await expect(still).toHaveCount(0);
  await open(page, "/settings");
  const backups = page.getByRole("list", { name: "Backups, the newest first" });
  await expect(backups.getByRole("listitem"), "one that was made since").toHaveCount(1);
});
