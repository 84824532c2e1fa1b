import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("Ctrl+Z outside fields takes the last change back and says which", async ({ page, desk }) => {
  await desk.mentor("Maria Lindqvist");
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  await page.keyboard.type("@maria a thought too many");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Control+z");
  await expect(page.getByRole("status").filter({ hasText: "Undone: add a point" })).toBeVisible();
  const [room] = (await desk.call("relationship_list", {})).items;
  const waiting = async () =>
    (await desk.call("agenda_inbox", { relationship_id: room?.id ?? "", page: {} })).items.length;
  expect(await waiting(), "the point is gone").toBe(0);

  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByRole("status").filter({ hasText: "Done again: add a point" })).toBeVisible();
  expect(await waiting(), "the point is back").toBe(1);
});

test("Ctrl+Z inside a field undoes typing and nothing else", async ({ page, desk }) => {
  await desk.goal("A goal that stays");
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const line = page.getByRole("dialog").getByLabel("In one line");
  await line.pressSequentially("words");
  await page.keyboard.press("Control+z");
  await expect(line).not.toHaveValue("words");
  expect((await desk.call("goal_list", {})).items, "the desk is as it was").toHaveLength(1);
});

test("typing that was taken back is done again, and what is kept follows what is seen", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${maria.room.id}/notes`);
  const about = { kind: "relationship" as const, id: maria.room.id };
  const field = page.getByRole("region", { name: /^Private/ }).getByRole("textbox");
  const kept = async () => (await desk.call("note_draft_find", { about })).body;
  await field.pressSequentially("She spoke of her father");
  await expect.poll(kept).toBe("She spoke of her father");
  await page.keyboard.press("Control+z");
  await expect(field).not.toHaveValue("She spoke of her father");
  await expect.poll(kept, "the draft, too").not.toBe("She spoke of her father");
  for (const again of ["Control+Shift+z", "Control+y"]) {
    await page.keyboard.press(again);
    await expect(field, again).toHaveValue("She spoke of her father");
    await page.keyboard.press("Control+z");
    await expect(field).not.toHaveValue("She spoke of her father");
  }
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("Control+z");
  await expect(field).toHaveValue("");
  expect((await desk.call("person_list", {})).items, "the desk is left alone").toHaveLength(1);
});

test("says so when there is nothing to undo", async ({ page }) => {
  await open(page, "/today");
  // Settling the desk was a change, too.
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Control+z");
  await expect(page.getByRole("status").filter({ hasText: "There is nothing to undo" })).toBeVisible();
});
