import type { Page } from "@playwright/test";
import { look } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });

test("from the notification to an agenda ready to send are three clicks, and nothing private goes along", async ({
  page,
  desk,
  hands,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const maria = await desk.somebody("Maria Lindqvist", "mentee", {}, { email: "maria@example.org" });
  const meeting = await desk.meeting(maria, "2026-03-03T15:00", { title: "Spring plans" });
  await desk.call("agenda_add", {
    relationship_id: maria.room.id,
    meeting_id: null,
    text: "The salary talk",
    kind: "topic",
    raised_by: "mine",
  });
  await desk.action("Send the draft", { relationship_id: maria.room.id, due_on: "2026-03-03" });
  const note = await desk.call("note_write", {
    about: { kind: "person", id: maria.person.id },
    body: "She looked tired",
  });
  await desk.call("note_remember", { id: note.id, remember: true });

  await open(page, "/today");
  hands.rest();
  // A press on the notice, which carries this address, is the first click.
  await desk.open(`/brief/meeting/${meeting.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Before you meet Maria");
  await expect(page.getByRole("list", { name: "To talk about" })).toContainText("The salary talk");
  await expect(page.getByRole("list", { name: "You promised" })).toContainText("Send the draft");
  await expect(page.getByRole("region", { name: "Remember" })).toContainText("She looked tired");
  await look(page, "light");
  await hands.click(page.getByRole("button", { name: "Share the agenda" }));
  const dialog = page.getByRole("dialog", { name: "Share the agenda" });
  const preview = dialog.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("Our meeting on Tuesday, 3 March");
  await expect(preview).toContainText("– The salary talk");
  await expect(preview).not.toContainText("tired");
  await hands.click(dialog.getByRole("button", { name: "Copy" }));
  await expect(said(page, "Agenda copied.")).toBeVisible();
  expect(1 + hands.inputs, "the notice, and two more").toBeLessThanOrEqual(3);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("Hello Maria,");
  expect(copied).not.toContain("tired");

  await dialog.getByRole("checkbox", { name: "The salary talk" }).uncheck();
  await expect(preview, "what is unticked stays here").not.toContainText("salary");
  await expect(dialog.getByRole("link", { name: "Open in mail program" })).toHaveAttribute(
    "href",
    /^mailto:maria@example\.org\?subject=/,
  );
  await look(page, "dark");
});

test("any mentee's brief is two clicks from the start, and one key from their room", async ({
  page,
  desk,
  hands,
}) => {
  await desk.mentee("Tariq Haddad");
  const leila = await desk.mentee("Leïla Benali");
  await desk.action("Read her letter", { relationship_id: leila.room.id });
  await open(page, "/today");
  hands.rest();
  await hands.click(page.getByRole("navigation").getByRole("link", { name: "Leïla Benali" }));
  await expect(page.getByRole("heading", { level: 1, name: "Leïla Benali" })).toBeVisible();
  await hands.press("b");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Before you meet Leïla");
  await expect(page.getByRole("list", { name: "You promised" })).toContainText("Read her letter");
  expect(hands.inputs).toBeLessThanOrEqual(2);
});

test("a promise is ticked on the brief, and nothing open says so kindly", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.action("Send the draft", { relationship_id: maria.room.id });
  await open(page, `/brief/room/${maria.room.id}`);
  await page.getByRole("checkbox", { name: "Kept: Send the draft" }).click();
  await expect(page.getByRole("list", { name: "Closed since last time" })).toContainText("Send the draft");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("list", { name: "You promised" })).toContainText("Send the draft");
  const { items } = await desk.call("action_list", {});
  await desk.call("action_delete", { id: items[0]?.id ?? "" });
  await expect(page.getByRole("main")).toContainText("Nothing is open between you and Maria.");
});

test("the agenda is saved as a file one chose", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.meeting(maria, "2026-03-05T15:00", { title: "Spring plans" });
  await open(page, `/brief/room/${maria.room.id}`);
  await desk.pick(desk.path("agenda.txt"));
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Save as a file" }).click();
  await expect(said(page, "Saved: agenda.txt")).toBeVisible();
  expect(desk.read("agenda.txt")).toContain("Our meeting on Thursday, 5 March");
});
