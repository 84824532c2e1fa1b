import type { Page } from "@playwright/test";
import { fits, lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });
const box = (page: Page, title: string) => page.getByRole("checkbox", { name: `Kept: ${title}` });

test("all promises stand in one list by when they are due, and are sifted by side, state and room", async ({
  page,
  desk,
}) => {
  const amara = await desk.mentor("Amara Nwosu");
  const tomas = await desk.mentee("Tomás Rivera");
  const with_ = (who: typeof amara) => ({ relationship_id: who.room.id });
  await desk.action("Send the draft", { ...with_(amara), due_on: "2026-03-01" });
  await desk.action("Read the chapter", { ...with_(tomas), due_on: "2026-03-06" });
  await desk.action("Introduce me", { ...with_(amara), owner: "theirs", due_on: "2026-03-20" });
  await desk.action("Book the room", { due_on: "2026-03-15" });
  await desk.action("Buy a metronome");
  await open(page, "/today");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Promises" }).click();
  for (const [group, title] of [
    ["Overdue", "Send the draft"],
    ["This week", "Read the chapter"],
    ["Next week", "Book the room"],
    ["Later", "Introduce me"],
    ["No date", "Buy a metronome"],
  ] as const)
    await expect(page.getByRole("list", { name: group }), group).toContainText(title);

  await page.getByRole("radio", { name: "Theirs" }).check();
  await expect(box(page, "Introduce me")).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(1);
  await page.getByRole("radio", { name: "To my mentees" }).check();
  await expect(page.getByRole("checkbox")).toHaveCount(1);
  await expect(box(page, "Read the chapter"), "across all mentees").toBeVisible();
  await page.getByRole("radio", { name: "All" }).check();
  await page.getByRole("combobox", { name: "With whom" }).fill("tom");
  await page.getByRole("option", { name: /Tomás Rivera/ }).click();
  await expect(page.getByRole("checkbox")).toHaveCount(1);
  await expect(box(page, "Read the chapter")).toBeVisible();
  await page.getByRole("radio", { name: "Let go" }).check();
  await expect(page.getByText("No such promises.")).toBeVisible();
});

test("one key each: done, put off, let go with a reason, change", async ({ page, desk, hands }) => {
  const { room } = await desk.mentor("Amara Nwosu");
  for (const [title, due] of [
    ["One", "2026-03-03"],
    ["Two", "2026-03-04"],
    ["Three", "2026-03-05"],
  ] as const)
    await desk.action(title, { relationship_id: room.id, due_on: due });
  await open(page, "/actions");
  await box(page, "One").focus();
  hands.rest();
  await hands.press("x");
  await expect(said(page, "Kept: One")).toBeVisible();
  expect(hands.inputs, "one key").toBe(1);
  await expect(box(page, "Two"), "the next one has the keyboard").toBeFocused();
  await hands.press("s");
  await page
    .getByRole("dialog", { name: /Put it off/ })
    .getByRole("button", { name: "In a week" })
    .click();
  await expect(said(page, "Due Tuesday 10 March: Two")).toBeVisible();
  await expect(page.getByRole("list", { name: "Next week" })).toContainText(
    "put off once, first due 4 March",
  );
  await box(page, "Three").focus();
  await hands.press("l");
  await page.getByRole("dialog").getByLabel("Why, if you like").fill("Somebody else did it");
  await page.getByRole("dialog").getByRole("button", { name: "Let it go" }).click();
  await expect(box(page, "Three")).toHaveCount(0);
  await box(page, "Two").focus();
  await hands.press("e");
  await page.getByRole("dialog").getByLabel("What was promised").fill("Two and a half");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(box(page, "Two and a half")).toBeVisible();
  await page.getByRole("radio", { name: "Let go" }).check();
  await expect(page.getByRole("list", { name: "Kept and let go" })).toContainText(
    "let go: Somebody else did it",
  );
});

test("a promise is put off to the next meeting, or to a day in words", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.meeting(amara, "2026-03-12T10:00");
  await desk.action("Send the draft", { relationship_id: amara.room.id, due_on: "2026-03-03" });
  await open(page, "/actions");
  await box(page, "Send the draft").focus();
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: /Put it off/ });
  await dialog.getByRole("button", { name: "At the next meeting, 12 March" }).click();
  await expect(said(page, "Due Thursday 12 March: Send the draft")).toBeVisible();
  await box(page, "Send the draft").focus();
  await page.keyboard.press("s");
  await dialog.getByLabel("Until which day", { exact: true }).fill("2 April");
  await dialog.getByRole("button", { name: "Put it off", exact: true }).click();
  await expect(page.getByRole("list", { name: "Later" })).toContainText("put off 2 times, first due 3 March");
});

test("what the meeting before left open is carried over, with since when", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.clock("2026-02-03T11:00");
  const before = await desk.meeting(amara, "2026-02-03T10:00");
  await desk.action("Send the draft", { relationship_id: amara.room.id, meeting_id: before.id });
  await desk.clock("2026-03-03T09:00");
  const next = await desk.meeting(amara, "2026-03-10T10:00");
  await open(page, `/meeting/${next.id}`);
  const carried = page.getByRole("list", { name: "Carried over" });
  await expect(carried).toContainText("Send the draft");
  await expect(carried).toContainText("since 3 February");
  await carried.getByRole("checkbox").click();
  await expect(said(page, "Kept: Send the draft")).toBeVisible();
  await expect(carried).toHaveCount(0);
});

test("who brings nearly everything is said quietly, its numbers on request, and else nothing", async ({
  page,
  desk,
}) => {
  const { room } = await desk.mentor("Amara Nwosu");
  for (const number of [1, 2, 3, 4, 5, 6, 7])
    await desk.action(`Promise ${number}`, { relationship_id: room.id });
  await open(page, `/room/${room.id}/about`);
  await expect(
    page.getByRole("heading", { name: "How it got here" }).or(page.getByText("Your mentor").first()),
  ).toBeVisible();
  await expect(page.getByText("Who brings what")).toHaveCount(0);
  await desk.action("Promise 8", { relationship_id: room.id });
  await open(page, "/today");
  await open(page, `/room/${room.id}/about`);
  await expect(page.getByRole("heading", { name: "Who brings what" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(
    "nearly all promises and points to talk about came from you",
  );
  await expect(page.getByText("8 from you, 0 from the other side")).toHaveCount(0);
  await page.getByRole("button", { name: "Show the numbers" }).click();
  await expect(page.getByText("8 from you, 0 from the other side")).toBeVisible();
});

test("axe finds nothing on the promises, and they fit a small window", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.meeting(amara, "2026-03-12T10:00");
  const title = "A promise ".repeat(24).trim();
  const { id } = await desk.action(title, { relationship_id: amara.room.id, due_on: "2026-03-01" });
  await desk.call("action_snooze", { id, until: { kind: "tomorrow" } });
  await page.setViewportSize({ width: 720, height: 520 });
  await open(page, "/actions");
  await expect(page.getByRole("checkbox")).toBeVisible();
  await lookTwice(page);
  await fits(page);
  await page.getByRole("checkbox").focus();
  await page.keyboard.press("s");
  await expect(page.getByRole("button", { name: /At the next meeting/ })).toBeVisible();
  await lookTwice(page);
  await fits(page);
});
