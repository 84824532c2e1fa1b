import type { Page } from "@playwright/test";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });

test("a mentee's week: from opening to done in a few keys each, without going anywhere", async ({
  page,
  desk,
  hands,
}) => {
  await desk.clock("2026-01-12T12:00");
  const maria = await desk.mentor("Maria Lindqvist");
  const tariq = await desk.mentor("Tariq Haddad", { cadence: { every: 2, unit: "week" } });
  const held = await desk.meeting(tariq, "2026-01-12T10:00", { title: "In January" });
  await desk.call("meeting_hold", { id: held.id });
  await desk.clock("2026-03-03T09:00");
  await desk.meeting(maria, "2026-03-03T15:00", { title: "Spring plans" });
  await desk.meeting(maria, "2026-03-02T15:00", { title: "Yesterday" });
  await desk.action("Send the draft", { due_on: "2026-03-02", relationship_id: maria.room.id });
  await desk.action("Read chapter two", { due_on: "2026-03-03", relationship_id: maria.room.id });
  await desk.action("Book the train", { due_on: "2026-03-04" });

  await open(page, "/today");
  const due = page.getByRole("list", { name: /^Due/ });

  await test.step("Today says what there is", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Maria");
    await expect(due.getByRole("listitem")).toHaveCount(3);
    await expect(page.getByRole("list", { name: "Gone quiet" })).toContainText("Tariq Haddad");
    await expect(page.getByRole("heading", { level: 3, name: "Maria Lindqvist" })).toBeVisible();
  });

  await test.step("the first promise is ticked within ten keys, the next with one", async () => {
    hands.rest();
    await hands.press("d");
    await expect(page.getByRole("checkbox", { name: "Kept: Send the draft" })).toBeFocused();
    await hands.press("x");
    await expect(said(page, "Kept: Send the draft")).toBeVisible();
    expect(hands.inputs, "the budget of an item").toBeLessThanOrEqual(10);
    await expect(due.getByRole("listitem")).toHaveCount(2);

    hands.rest();
    await hands.press("x");
    await expect(said(page, "Kept: Read chapter two")).toBeVisible();
    expect(hands.inputs, "the keyboard stays in the list, so one key each").toBe(1);
  });

  await test.step("a promise is put off", async () => {
    await expect(due.getByRole("listitem")).toHaveCount(1);
    hands.rest();
    await hands.press("d");
    const dialog = page.getByRole("dialog", { name: "Another date" });
    await expect(dialog.getByLabel("Until when", { exact: true })).toBeFocused();
    await hands.press("Control+a");
    await hands.type("next friday");
    await hands.press("Enter");
    await expect(dialog).toHaveCount(0);
    expect(hands.inputs).toBeLessThanOrEqual(10);
    const { items } = await desk.call("action_list", { state: "open" });
    expect(items.map(({ title }) => title)).toEqual(["Book the train"]);
    expect(items[0]?.due_on, "it is due later than it was").not.toBe("2026-03-04");
  });

  await test.step("a thought goes to Maria from where one is", async () => {
    hands.rest();
    await hands.press("Control+n");
    await hands.type("@maria ask about the salary talk");
    await hands.press("Enter");
    await expect(said(page, "Added to Maria Lindqvist")).toBeVisible();
    expect(hands.inputs).toBeLessThanOrEqual(10);
  });

  await test.step("yesterday's meeting is answered where it is asked about", async () => {
    const untold = page.getByRole("list", { name: "How was it?" });
    await untold.getByRole("link").first().focus();
    hands.rest();
    await hands.press("h");
    await expect(said(page, "Took place: Maria Lindqvist")).toBeVisible();
    expect(hands.inputs).toBeLessThanOrEqual(10);
  });

  await expect(page, "nobody had to go anywhere").toHaveURL(/#\/today$/);
});

test("a mentor's week: any mentee's page within two clicks, notes sealed, promises kept", async ({
  page,
  desk,
  hands,
}) => {
  const ines = await desk.mentee("Ines Barbosa");
  await desk.mentee("Tomasz Zielony");
  const meeting = await desk.meeting(ines, "2026-03-04T10:00", { title: "Her first review" });
  await desk.call("agenda_add", {
    relationship_id: ines.room.id,
    meeting_id: meeting.id,
    text: "How to say no",
    kind: "topic",
    raised_by: "theirs",
  });
  await desk.action("Introduce her to the guild", { due_on: "2026-03-03", relationship_id: ines.room.id });
  await open(page, "/today");
  await expect(page.getByRole("list", { name: /^Due/ })).toContainText("Introduce her to the guild");

  await test.step("one click from the start to what to know before the meeting", async () => {
    hands.rest();
    await hands.click(page.getByRole("navigation").getByRole("link", { name: /Ines Barbosa/ }));
    await expect(page.getByRole("heading", { level: 1, name: "Ines Barbosa" })).toBeVisible();
    await expect(page.getByRole("list", { name: "Agenda" })).toContainText("How to say no");
    await expect(page.getByRole("list", { name: "Promises" })).toContainText("Introduce her to the guild");
    expect(hands.inputs, "the budget from start to a mentee").toBeLessThanOrEqual(2);
  });

  await test.step("an observation is sealed", async () => {
    hands.rest();
    await hands.press("w");
    await expect(page.getByRole("textbox", { name: "Write a private note" })).toBeFocused();
    await hands.type("More sure of herself than in autumn.");
    await hands.press("Control+Enter");
    await expect(page.getByRole("list", { name: "Private notes" })).toContainText("More sure of herself");
    expect(hands.inputs).toBeLessThanOrEqual(10);
  });

  await test.step("a promise is kept and another made", async () => {
    hands.rest();
    await hands.click(page.getByRole("checkbox", { name: "Kept: Introduce her to the guild" }));
    await expect(page.getByRole("checkbox", { name: "Kept: Introduce her to the guild" })).toBeChecked();
    expect(hands.inputs).toBeLessThanOrEqual(2);
    hands.rest();
    await hands.press("p");
    await expect(page.getByRole("textbox", { name: "Add a promise" })).toBeFocused();
    await hands.type("Lend her the book");
    await hands.press("Enter");
    await expect(page.getByRole("list", { name: "Promises" })).toContainText("Lend her the book");
    expect(hands.inputs).toBeLessThanOrEqual(10);
  });

  await test.step("after the meeting: it took place, and what was said", async () => {
    await desk.clock("2026-03-04T11:05");
    await desk.due();
    hands.rest();
    await desk.open(`/live/${meeting.id}`);
    await expect(page.getByRole("heading", { level: 1, name: "Her first review" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("textbox", { name: "A line of notes" })).toBeFocused();
    await hands.type("She will try one no this week.");
    await hands.press("Enter");
    await expect
      .poll(async () => (await desk.call("meeting_show", { id: meeting.id })).notes)
      .toBe("She will try one no this week.");
    await hands.click(page.getByRole("checkbox", { name: "Talked about: How to say no" }));
    await expect(page.getByRole("checkbox", { name: "Talked about: How to say no" })).toBeChecked();
    await hands.press("Control+Enter");
    await expect(page.getByRole("button", { name: "Go on" }), "Enter goes on").toBeFocused();
    await hands.press("Enter");
    await expect(page.getByRole("dialog", { name: "What follows" })).toBeVisible();
    await hands.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    expect(hands.inputs, "a line, one point ticked, and three keys").toBeLessThanOrEqual(6);
    expect((await desk.call("meeting_show", { id: meeting.id })).state).toBe("held");
  });
});

test("from a notification to the agenda in three clicks, and the calendar file in one more", async ({
  page,
  desk,
  hands,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T15:00", { join_link: "https://meet.example.org/m" });
  await open(page, "/goals");
  await expect(page.getByRole("heading", { level: 1, name: "Goals" })).toBeVisible();
  await desk.open(`/meeting/${meeting.id}`);
  await expect(page).toHaveURL(new RegExp(`#/meeting/${meeting.id}`));
  await expect(page.getByRole("link", { name: /Join/ }).first()).toBeVisible();
  hands.rest();
  await hands.press("n");
  await expect(page.getByRole("textbox", { name: "Add a point" })).toBeFocused();
  await hands.type("What to say no to");
  await hands.press("Enter");
  await expect(page.getByRole("list", { name: "Agenda" })).toContainText("What to say no to");
  expect(hands.inputs).toBeLessThanOrEqual(3);
  await desk.pick(desk.path("meeting.ics"));
  await hands.click(page.getByRole("button", { name: "Save as a calendar file" }));
  await expect(said(page, "meeting.ics holds 1 meeting")).toBeVisible();
});
