import type { Page } from "@playwright/test";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

/** Pastes a text as a person does: through the clipboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("Control+v");
}

test("a page pasted from a PDF into a meeting's notes is kept without its invisible signs", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-02T15:00");
  await open(page, `/meeting/${meeting.id}`);
  await page.keyboard.press("t");
  const field = page.getByRole("main").getByRole("textbox", { name: "Notes to share" });
  await expect(field).toBeFocused();
  await page.keyboard.type("Before. ");
  await paste(page, "The end of a page\fand the next\u0007 one.\u0000");
  await expect(field).toHaveValue("Before. The end of a page\nand the next one.");
  await expect(
    page.getByRole("status").filter({ hasText: "Invisible characters were taken out." }),
  ).toBeVisible();
  await page.keyboard.type(" More.");
  const kept = "Before. The end of a page\nand the next one. More.";
  await expect.poll(async () => (await desk.call("meeting_show", { id: meeting.id })).notes).toBe(kept);
  await expect(page.getByRole("alert"), "nothing is wrong with it").toHaveCount(0);

  // The field's own undo knows of it: the paste goes, with or without the words typed just before.
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(field).toHaveValue(/^(Before\. )?$/);
});

test("notes that are refused stand in the field again when the page is left and come back to", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-02T15:00");
  const long = "word ".repeat(38_000);
  await desk.call("meeting_write_notes", {
    id: meeting.id,
    text: "What was kept.",
  });
  await open(page, `/meeting/${meeting.id}`);
  await page.keyboard.press("t");
  const field = page.getByRole("main").getByRole("textbox", { name: "Notes to share" });
  await expect(field).toBeFocused();
  await page.keyboard.insertText(` ${long}`);
  await page.keyboard.insertText(long);
  const whole = `What was kept. ${long}${long}`;
  await expect(page.getByRole("main")).toContainText(/200,?000 fit/);
  await expect(page.getByRole("main")).toContainText("What is written here is kept as a draft.");
  await open(page, "/today");
  await open(page, `/meeting/${meeting.id}`);
  await expect(field, "all of it is there").toHaveValue(whole);
  expect((await desk.call("meeting_show", { id: meeting.id })).notes).toBe("What was kept.");
  await field.fill("Shorter.");
  await expect.poll(async () => (await desk.call("meeting_show", { id: meeting.id })).notes).toBe("Shorter.");
  expect((await desk.call("meeting_show", { id: meeting.id })).notes_refused, "the draft is over").toBe("");
});

test("a private note that is refused stays among the private drafts", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const about = { kind: "relationship" as const, id: maria.room.id };
  const note = await desk.call("note_write", { about, body: "A thought." });
  await open(page, `/room/${maria.room.id}/notes`);
  const change = async () => {
    await page.getByRole("button", { name: "More about this note" }).click();
    await page.getByRole("menuitem", { name: "Change the note" }).click();
  };
  await change();
  const field = page.getByRole("main").getByRole("textbox", { name: "Change the note" });
  await expect(field).toBeFocused();
  const long = "word ".repeat(41_000);
  await page.keyboard.insertText(long);
  await expect(page.getByRole("main")).toContainText("What is written here is kept as a draft.");
  await open(page, "/today");
  const draft = await desk.call("note_draft_find", {
    about: { kind: "note", id: note.id },
  });
  expect(draft.body).toBe(`A thought.${long}`.trimEnd());
  await open(page, `/room/${maria.room.id}/notes`);
  await change();
  await expect(field).toHaveValue(`A thought.${long}`.trimEnd());
});

test("a text no field can keep is not put in, and what stood there stays", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${maria.room.id}/notes`);
  await page.keyboard.press("n");
  const field = page.getByRole("main").getByRole("textbox", { name: "Write a private note" });
  await expect(field).toBeFocused();
  await page.keyboard.type("Here already.");
  await paste(page, "x".repeat(3_000_000));
  await expect(page.getByText("This text has 3,000,000 characters; 200,000 fit.")).toBeVisible();
  await expect(field).toHaveValue("Here already.");
});

test("a name is kept without what turns the words behind it", async ({ page, desk }) => {
  await open(page, "/people");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").focus();
  await paste(page, "\u202eMallory\u2067 Smith");
  await expect(dialog.getByLabel("Name")).toHaveValue("Mallory Smith");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  const { items } = await desk.call("person_list", {});
  expect(items.map((person) => person.name)).toEqual(["Mallory Smith"]);
});
