import type { Page } from "@playwright/test";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });

test("planning a meeting says it in both clocks, and opens it", async ({ page, desk }) => {
  await desk.somebody("Maria Lindqvist", "mentee", {}, { zone: "Europe/London" });
  await open(page, "/today");
  await page.getByRole("button", { name: "Plan a meeting" }).click();
  const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
  await dialog.getByRole("combobox", { name: "With whom" }).fill("lind");
  await dialog.getByRole("option", { name: /Maria Lindqvist/ }).click();
  await expect(dialog.getByRole("list", { name: "With whom" })).toContainText("Maria Lindqvist");
  await dialog.getByLabel("Date", { exact: true }).fill("12 March");
  await dialog.getByLabel("Time", { exact: true }).fill("10:00");
  await dialog.getByLabel("Link to join").fill("meet.example.org/maria");
  await dialog.getByRole("button", { name: "Plan it" }).click();
  await expect(said(page, /Thursday,? 12 March.*10:00.*9:00 for .*Maria/)).toBeVisible();
  await expect(page).toHaveURL(/#\/meeting\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Maria Lindqvist");
  await expect(page.getByRole("main")).toContainText(/9:00 for .*Maria/);
  const [meeting] = (await desk.call("meeting_list", {})).items;
  expect([meeting?.when?.local, meeting?.when?.zone, meeting?.join_link]).toEqual([
    "2026-03-12T10:00",
    "Europe/Paris",
    "https://meet.example.org/maria",
  ]);
});

test("without a date it waits, and takes one later", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${maria.room.id}`);
  await page.keyboard.press("Control+Shift+M");
  const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
  await expect(dialog.getByRole("list", { name: "With whom" })).toContainText("Maria Lindqvist");
  await dialog.getByRole("button", { name: "Plan it without a date" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText("No date yet");
  const [meeting] = (await desk.call("meeting_list_undated", {})).items;
  await open(page, `/meeting/${meeting?.id}`);
  await page.getByRole("button", { name: "Set the date" }).click();
  const change = page.getByRole("dialog", { name: "Change the meeting" });
  await change.getByLabel("Date", { exact: true }).fill("tomorrow");
  await change.getByLabel("Time", { exact: true }).fill("3 pm");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main")).toContainText(/Tomorrow.*15:00/i);
});

test("a meeting moves with its reason and its agenda, and Ctrl+Z moves it back", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-05T15:00", {
    title: "Budget",
  });
  await desk.call("agenda_add", {
    relationship_id: maria.room.id,
    meeting_id: meeting.id,
    text: "Ask about the salary talk",
    kind: "topic",
    raised_by: "mine",
  });
  await open(page, `/meeting/${meeting.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Budget" })).toBeVisible();
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Move the meeting" });
  await dialog.getByLabel("Date", { exact: true }).fill("friday");
  await dialog.getByLabel("Time", { exact: true }).fill("11:30");
  await dialog.getByLabel("Why, if you like").fill("She is travelling");
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(page.getByRole("main")).toContainText(/Friday.*11:30/);
  await expect(page.getByRole("list", { name: "Agenda" })).toContainText("Ask about the salary talk");
  await expect(page).not.toHaveURL(new RegExp(meeting.id));

  await open(page, `/meeting/${meeting.id}`);
  await expect(page.getByRole("main")).toContainText("She is travelling");
  await expect(page.getByRole("link", { name: "Open the one that took its place" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(said(page, "Undone: move a meeting")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/Thursday.*15:00/);
  const planned = await desk.call("meeting_list", { state: "planned" });
  expect(planned.items.map(({ when }) => when?.local)).toEqual(["2026-03-05T15:00"]);
});

test("once the change that made it is undone, a meeting's page is left for the one of before", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-05T15:00", {
    title: "Budget",
  });
  await open(page, `/meeting/${meeting.id}`);
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Move the meeting" });
  await dialog.getByLabel("Date", { exact: true }).fill("friday");
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(page.getByRole("main")).toContainText(/Friday/);
  await expect(page).not.toHaveURL(new RegExp(meeting.id));
  await page.keyboard.press("Control+z");
  await expect(said(page, "Undone: move a meeting")).toBeVisible();
  await expect(page, "back where it was moved from").toHaveURL(new RegExp(meeting.id));
  await expect(page.getByRole("main")).toContainText(/Thursday.*15:00/);
  await expect(page.getByRole("button", { name: /^Move/ })).toBeVisible();
});

test("a meeting agreed in another zone is moved by that zone's clock, and says so", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-05T15:00", {
    zone: "Asia/Tokyo",
  });
  await open(page, `/meeting/${meeting.id}`);
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Move the meeting" });
  await expect(dialog.getByLabel("Time", { exact: true })).toHaveValue("15:00");
  await expect(dialog.getByLabel("Time", { exact: true })).toHaveAccessibleDescription("In Asia/Tokyo time");
});

test("a meeting with several is told by its name and by who comes: in the room, and next time", async ({
  page,
  desk,
}) => {
  const people = [await desk.mentor("Maria Lindqvist"), await desk.mentor("Jonas Weber")];
  const past = await desk.meeting(people, "2026-03-03T08:00", {
    title: "Portfolio",
  });
  await desk.meeting(people, "2026-03-10T08:00", { title: "Portfolio review" });
  await open(page, `/meeting/${past.id}`);
  await page.keyboard.press("h");
  const after = page.getByRole("dialog", { name: "What follows" });
  await expect(after.getByRole("heading", { name: /^Next time, with / })).toHaveText(
    /Maria Lindqvist and Jonas Weber|Jonas Weber and Maria Lindqvist/,
  );
  const alone = await desk.meeting(people.slice(0, 1), "2026-03-09T08:00");
  await expect(
    after.getByRole("heading", { name: /^Next time, with / }),
    "a date with one of them is not the next with both",
  ).toHaveText(/Maria Lindqvist and Jonas Weber|Jonas Weber and Maria Lindqvist/);
  await desk.call("meeting_delete", { id: alone.id });
  await expect(
    after.getByRole("button", { name: /calendar/ }).first(),
    "what is planned can be taken along",
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await open(page, `/room/${people[0]?.room.id ?? ""}`);
  await expect(page.getByRole("region", { name: "Next meeting" })).toContainText("Portfolio review");
});

test("moved, and nobody said to when: the date is asked for", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T08:00");
  await open(page, `/live/${meeting.id}`);
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "How was it?" });
  await dialog.getByRole("radio", { name: "Moved" }).check();
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByLabel("Date", { exact: true })).toHaveAccessibleDescription(/Give the new date/);
  await dialog.getByLabel("Date", { exact: true }).fill("tomorrow");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog).toHaveCount(0);
  const planned = await desk.call("meeting_list", { state: "planned" });
  expect(planned.items.map(({ when }) => when?.local)).toEqual(["2026-03-04T08:00"]);
});

test("missed, another date is proposed by the room's rhythm, and Enter passes it over", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist", {
    cadence: { every: 2, unit: "week" },
  });
  for (const plans of [false, true]) {
    const meeting = await desk.meeting(maria, "2026-03-03T08:00");
    await open(page, `/live/${meeting.id}`);
    await page.keyboard.press("Control+Enter");
    const how = page.getByRole("dialog", { name: "How was it?" });
    await how.getByRole("radio", { name: "It did not happen" }).check();
    await how.getByRole("button", { name: "Go on" }).click();
    const after = page.getByRole("dialog", { name: "What follows" });
    await expect(after).toContainText("17 March");
    await expect(after.getByRole("button", { name: /Done/ })).toBeFocused();
    if (plans) {
      await after.getByRole("button", { name: "Plan it" }).click();
      await expect(after.getByRole("button", { name: "Save as a calendar file" })).toBeVisible();
    }
    await after.getByRole("button", { name: /Done/ }).focus();
    await page.keyboard.press("Enter");
    await expect(after).toHaveCount(0);
    expect((await desk.call("meeting_show", { id: meeting.id })).state).toBe("missed");
    const planned = await desk.call("meeting_list", { state: "planned" });
    expect(planned.items.map(({ when }) => when?.local)).toEqual(plans ? ["2026-03-17T08:00"] : []);
  }
});

test("held, missed or called off is one key or button, and each can be undone", async ({
  page,
  desk,
  hands,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const past = await desk.meeting(maria, "2026-03-03T08:00", { title: "Held" });
  await open(page, `/meeting/${past.id}`);
  await expect(page.getByRole("button", { name: "It took place" })).toBeVisible();
  hands.rest();
  await hands.press("h");
  await expect(said(page, "The meeting took place")).toBeVisible();
  expect(hands.inputs).toBe(1);
  await expect(page.getByRole("dialog", { name: "What follows" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("main")).toContainText("It took place");
  await said(page, "The meeting took place").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "It took place" })).toBeVisible();

  await page.getByRole("button", { name: "It didn’t happen" }).click();
  await page.getByRole("dialog").getByLabel("Why, if you like").fill("She was ill");
  await page.getByRole("dialog").getByRole("button", { name: "It didn’t happen" }).click();
  await expect(page.getByRole("main")).toContainText("She was ill");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: "It took place" })).toBeVisible();

  const coming = await desk.meeting(maria, "2026-03-09T15:00", {
    title: "Coming",
  });
  await open(page, `/meeting/${coming.id}`);
  await expect(page.getByRole("button", { name: "It took place" }), "it has not begun").toHaveCount(0);
  await page.getByRole("button", { name: "Call it off" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Call it off" }).click();
  await expect(page.getByRole("main")).toContainText("Called off");
  await page.getByRole("button", { name: "Plan it again" }).click();
  await expect(page.getByRole("button", { name: "Call it off" })).toBeVisible();
});

test("a meeting that is over before its start began when it was opened", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T09:40");
  await desk.clock("2026-03-03T09:25");
  await open(page, `/live/${meeting.id}`);
  await desk.clock("2026-03-03T09:35");
  await page.getByRole("button", { name: /^Finish the meeting/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("dialog", { name: "What follows" })).toBeVisible();
  const { state, when } = await desk.call("meeting_show", { id: meeting.id });
  expect([state, when?.local]).toEqual(["held", "2026-03-03T09:25"]);
});

test("a meeting that goes ahead days before its date asks when it began, in the room of what it was", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-09T15:00");
  await open(page, `/live/${meeting.id}`);
  await expect(page.getByRole("textbox", { name: /^A line/ })).toBeFocused();
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog");
  await expect(
    dialog.getByRole("textbox", { name: "It began on" }),
    "it seems to be going on now",
  ).toHaveValue("Tue, 3 March 2026");
  await dialog.getByRole("textbox", { name: "It began on" }).fill("yesterday at noon");
  await expect(
    dialog.getByRole("textbox", { name: "at", exact: true }),
    "the time that is said beside the day",
  ).toHaveValue("12:00");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("dialog", { name: "What follows" })).toBeVisible();
  const { state, when } = await desk.call("meeting_show", { id: meeting.id });
  expect([state, when?.local]).toEqual(["held", "2026-03-02T12:00"]);
});

test("a day and a time said together stand in their fields, and a time in words in its own", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-09T15:00");
  await open(page, `/meeting/${meeting.id}`);
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Move the meeting" });
  const [date, time] = [
    dialog.getByLabel("Date", { exact: true }),
    dialog.getByLabel("Time", { exact: true }),
  ];
  await expect(date).toBeFocused();
  await page.keyboard.type("tuesday in two weeks 4pm");
  await expect(time, "what stood there was typed over").toHaveValue("16:00");
  await page.keyboard.press("Tab");
  await expect(date, "on a Tuesday that counts from today").toHaveValue("Tue, 17 March 2026");
  await time.fill("half past ten");
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(
    page.getByRole("status").filter({ hasText: /Planned for Tuesday,? 17 March, 10:30/ }),
  ).toBeVisible();
  await expect(page.getByText("It was moved to this date")).toBeVisible();

  await page.keyboard.press("m");
  await dialog.getByLabel("Date", { exact: true }).fill("the day of the dragon");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Write a date such as");
  await expect(dialog.getByLabel("Date", { exact: true }), "what was typed stands there").toHaveValue(
    "the day of the dragon",
  );
});

test("the agenda is typed, ticked, ordered and removed by keyboard", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T08:30");
  await open(page, `/meeting/${meeting.id}`);
  await expect(page.getByRole("heading", { name: "Agenda" })).toBeVisible();
  await page.keyboard.press("n");
  const line = page.getByRole("textbox", { name: "Add a point" });
  await expect(line).toBeFocused();
  for (const point of ["First", "Second", "Third"]) {
    await page.keyboard.type(point);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("checkbox", { name: `Talked about: ${point}` })).toBeVisible();
    await expect(line, "the next point can follow at once").toBeFocused();
  }
  await page.getByRole("checkbox", { name: "Talked about: Third" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  const points = page.getByRole("list", { name: "Agenda" }).getByRole("listitem");
  await expect(points).toContainText(["First", "Third", "Second"]);
  await page.getByRole("checkbox", { name: "Talked about: First" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: "Talked about: First" })).toBeChecked();
  await page.getByRole("checkbox", { name: "Talked about: Second" }).focus();
  await page.keyboard.press("Delete");
  await expect(points).toHaveCount(2);
  await said(page, "Point removed").getByRole("button", { name: "Undo" }).click();
  await expect(points).toHaveCount(3);
});

test("notes to share are kept while they are typed", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T08:30");
  await open(page, `/meeting/${meeting.id}`);
  await expect(page.getByRole("heading", { name: "Notes to share" })).toBeVisible();
  await page.keyboard.press("t");
  await expect(page.getByRole("textbox", { name: "Notes to share" })).toBeFocused();
  await page.keyboard.type("She suggested to begin with the numbers.");
  await expect
    .poll(async () => (await desk.call("meeting_show", { id: meeting.id })).notes)
    .toBe("She suggested to begin with the numbers.");
  await page.reload();
  const notes = page.getByRole("region", { name: "Notes to share" });
  await expect(notes.getByText("She suggested to begin with the numbers.")).toBeVisible();
  await page.keyboard.press("t");
  const again = notes.getByRole("textbox", { name: "Notes to share" });
  await expect(again, "the field has the cursor at its end").toBeFocused();
  await expect(again).toHaveValue("She suggested to begin with the numbers.");
  await page.keyboard.type("\n\n- **one** slide");
  await page.keyboard.press("Escape");
  await expect(
    notes.getByRole("listitem").getByText("one"),
    "Markdown is drawn once it is left",
  ).toBeVisible();
  await expect(again).toHaveCount(0);
  await notes.getByRole("button", { name: "Change the notes" }).click();
  await expect(again).toHaveValue("She suggested to begin with the numbers.\n\n- **one** slide");
});
