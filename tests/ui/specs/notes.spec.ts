import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("private notes lie behind the lock, keep their own drafts, and leave no trace elsewhere", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${maria.room.id}/notes`);
  const well = page.getByRole("region", { name: "Private. Leaves only if you say so" });
  await expect(well).toBeVisible();
  await page.keyboard.press("n");
  const field = well.getByRole("textbox", { name: "Write a private note" });
  await expect(field).toBeFocused();
  await page.keyboard.type("She seemed worried about the merger.");
  const about = { kind: "relationship" as const, id: maria.room.id };
  await expect.poll(async () => (await desk.call("note_draft_find", { about })).body).toContain("merger");
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(stored, "private text never reaches the browser's storage").toBe('[{},{},""]');

  await page.reload();
  await expect(field).toHaveValue("She seemed worried about the merger.");
  await field.focus();
  await page.keyboard.press("Control+Enter");
  await expect(well.getByRole("list", { name: "Private notes" })).toContainText("She seemed worried");
  await expect(field).toHaveValue("");
  expect((await desk.call("note_draft_find", { about })).body, "the draft went with it").toBe("");

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill("merger");
  await expect(
    page.getByText("Nothing begins with these words"),
    "the palette does not find it",
  ).toBeVisible();
});

test("a private note changes, goes to the bin without its words, and comes back", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.call("note_write", {
    about: { kind: "relationship", id: maria.room.id },
    body: "A first thought",
  });
  await open(page, `/room/${maria.room.id}/notes`);
  await page.getByRole("button", { name: "More about this note" }).click();
  await page.getByRole("menuitem", { name: "Change the note" }).click();
  await expect(page.getByRole("textbox", { name: "Change the note" })).toBeFocused();
  await page.keyboard.type(", thought again");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("list", { name: "Private notes" })).toContainText(
    "A first thought, thought again",
  );

  await page.getByRole("button", { name: "More about this note" }).click();
  await page.getByRole("menuitem", { name: "Delete the note" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The private note is in the bin" })).toBeVisible();
  await open(page, "/bin");
  await expect(page.getByRole("list", { name: "Deleted things" })).toContainText("Private note");
  await expect(page.getByRole("main")).not.toContainText("thought");
  await page.getByRole("button", { name: "Put back: Private note" }).click();
  await open(page, `/room/${maria.room.id}/notes`);
  await expect(page.getByRole("list", { name: "Private notes" })).toContainText("thought again");
});

test("notes about a person, a room and a meeting stay apart, and a room has those of its meetings", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-05T15:00");
  await desk.call("note_write", { about: { kind: "person", id: maria.person.id }, body: "About the person" });
  await desk.call("note_write", {
    about: { kind: "relationship", id: maria.room.id },
    body: "About the room",
  });
  await desk.call("note_write", { about: { kind: "meeting", id: meeting.id }, body: "About the meeting" });
  for (const [address, own] of [
    [`/person/${maria.person.id}`, [/About the person/]],
    [
      `/room/${maria.room.id}/notes`,
      [/came up in “Meeting with Maria Lindqvist”[\s\S]*About the meeting/, /About the room/],
    ],
    [`/meeting/${meeting.id}`, [/About the meeting/]],
  ] as const) {
    await open(page, address);
    const notes = page.getByRole("list", { name: "Private notes" }).getByRole("listitem");
    await expect(notes).toHaveCount(own.length);
    for (const text of own) await expect(notes.filter({ hasText: text })).toHaveCount(1);
  }
});
