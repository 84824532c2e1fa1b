import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { Desk } from "../world/desk.ts";
import { lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const line = (page: Page) => page.getByRole("textbox", { name: /^A line/ });
const kept = (page: Page) => page.getByRole("list", { name: "Kept from this meeting" });
const whom = (page: Page) => page.getByRole("radiogroup", { name: "Whom it concerns" });

const mentors = async (desk: Desk) =>
  [await desk.mentor("Maria Lindqvist"), await desk.mentor("Ben Okoro")] as const;

test.use({ now: "2026-03-03T15:20" });

test("in a group nobody is preselected: their promise asks whose it is, and a name or a click says", async ({
  page,
  desk,
}) => {
  const [maria, ben] = await mentors(desk);
  const meeting = await desk.meeting([maria, ben], "2026-03-03T15:00");
  await open(page, `/live/${meeting.id}`);
  await line(page).pressSequentially("> send slides by Friday");
  await expect(whom(page).getByRole("radio", { checked: true }), "nobody").toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Say whose promise it is");
  await expect(line(page), "the line is not lost").toHaveValue("send slides by Friday");
  await lookTwice(page);
  await whom(page).getByRole("radio", { name: "Maria" }).check();
  await line(page).focus();
  await page.keyboard.press("Enter");
  await expect(kept(page)).toContainText(/send slides.*Maria Lindqvist/s);

  await line(page).pressSequentially("> ");
  await expect(whom(page).getByRole("radio", { checked: true }), "nobody again").toHaveCount(0);
  await line(page).pressSequentially("@Ben call back");
  await expect(whom(page).getByRole("radio", { name: "Ben" }), "the name chooses").toBeChecked();
  await page.keyboard.press("Enter");
  await expect(kept(page)).toContainText(/call back.*Ben Okoro/s);

  await line(page).pressSequentially("! book a room");
  await expect(whom(page).getByRole("radio", { name: "All" }), "mine may be to all").toBeChecked();
  await page.keyboard.press("Enter");
  await expect(kept(page).getByRole("listitem")).toHaveCount(3);
  const { items } = await desk.call("action_list", { meeting: meeting.id });
  expect(items.map(({ title, name }) => [title, name]).sort()).toEqual([
    ["book a room", null],
    ["call back", "Ben Okoro"],
    ["send slides", "Maria Lindqvist"],
  ]);
});

test("a private line about one of several stands in the meeting and in that one's room", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentee("Maria Lindqvist");
  const ben = await desk.mentee("Ben Okoro");
  const meeting = await desk.meeting([maria, ben], "2026-03-03T15:00", {
    title: "Circle",
  });
  await open(page, `/live/${meeting.id}`);
  await line(page).pressSequentially("# @Ben looked tired");
  await page.keyboard.press("Enter");
  const well = page.getByRole("region", { name: /^Private/ });
  await expect(well).toContainText("looked tired");
  await expect(well).toContainText("Ben Okoro");
  await open(page, `/room/${ben.room.id}/notes`);
  await expect(page.getByRole("main")).toContainText("looked tired");
  await page.getByRole("link", { name: "came up in “Circle”" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Circle" })).toBeVisible();
  await open(page, `/room/${maria.room.id}/notes`);
  await expect(page.getByRole("main")).not.toContainText("looked tired");
});

test("on the page of a group a promise says whose it is, and a point is the meeting's", async ({
  page,
  desk,
}) => {
  const [maria, ben] = await mentors(desk);
  const meeting = await desk.meeting([maria, ben], "2026-03-10T15:00", {
    title: "Circle",
  });
  await open(page, `/meeting/${meeting.id}`);
  await page.getByRole("textbox", { name: "Add a promise" }).fill("send slides");
  await page
    .getByRole("radiogroup", { name: "Whose promise?" })
    .getByRole("radio", { name: "Theirs" })
    .check();
  await expect(whom(page).getByRole("radio", { checked: true })).toHaveCount(0);
  await page.getByRole("textbox", { name: "Add a promise" }).press("Enter");
  await expect(page.getByRole("main")).toContainText("Say whose promise it is: choose a name.");
  await whom(page).getByRole("radio", { name: "Ben" }).check();
  await page.getByRole("textbox", { name: "Add a promise" }).press("Enter");
  await expect
    .poll(async () => (await desk.call("action_list", { meeting: meeting.id })).items.map(({ name }) => name))
    .toEqual(["Ben Okoro"]);
  await page.getByRole("textbox", { name: "Add a point" }).fill("the new office");
  await page.getByRole("textbox", { name: "Add a point" }).press("Enter");
  await expect(page.getByRole("list", { name: "Agenda" })).toContainText("the new office");
  const shown = await desk.call("meeting_show", { id: meeting.id });
  expect(shown.agenda.map(({ relationship_id }) => relationship_id)).toEqual([null]);
  await lookTwice(page);
});

test("what came up with another mentor stands unticked, and says with whom", async ({ page, desk }) => {
  const [maria, ben] = await mentors(desk);
  const with_ben = await desk.meeting(ben, "2026-03-03T15:00");
  await desk.call("capture_add", {
    meeting_id: with_ben.id,
    kind: "win",
    text: "said no to an offer",
    relationship_id: null,
  });
  await desk.entry("win", "ran ten miles");
  const next = await desk.meeting(maria, "2026-03-10T15:00");
  await open(page, `/brief/meeting/${next.id}`);
  await page.getByRole("button", { name: "Share the agenda" }).click();
  const dialog = page.getByRole("dialog", { name: "Share the agenda" });
  const letter = dialog.getByRole("region");
  const tick = dialog.getByRole("checkbox", { name: "said no to an offer" });
  await expect(tick).not.toBeChecked();
  await expect(tick).toHaveAccessibleDescription(/Came up in talks with Ben Okoro/);
  await expect(dialog.getByRole("checkbox", { name: "ran ten miles" })).toBeChecked();
  await expect(letter).toContainText("ran ten miles");
  await expect(letter).not.toContainText("said no");
  await lookTwice(page);
  await tick.check();
  await expect(letter).toContainText("said no");
  await tick.uncheck();
  await expect(letter).not.toContainText("said no");
});

test("a calendar file says as much as is chosen, the same words everywhere", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-12T10:00", {
    title: "Budget",
  });
  await desk.call("agenda_add", {
    relationship_id: null,
    meeting_id: meeting.id,
    text: "salary",
    kind: "topic",
    raised_by: "mine",
  });
  await open(page, "/settings");
  const group = page.getByRole("group", {
    name: "A calendar file that follows your desk",
  });
  const titles = "Times, titles, names, places and links; no agenda. Private notes never.";
  await expect(group.getByRole("radio", { name: "Titles", exact: true })).toBeChecked();
  await expect(group).toContainText(titles);
  await desk.pick(desk.path("desk.ics"));
  await group.getByRole("button", { name: "Choose where" }).click();
  await expect(group).toContainText(desk.path("desk.ics"));
  const file = (name: string) => readFileSync(desk.path(name), "utf8");
  expect(file("desk.ics")).toContain("Budget");
  expect(file("desk.ics"), "no more than it says").not.toContain("salary");
  await group.getByRole("radio", { name: "Busy only" }).check();
  await expect.poll(() => file("desk.ics"), "at once").toContain("SUMMARY:Busy");
  expect(file("desk.ics")).not.toContain("Maria");

  await page.keyboard.press("Control+Shift+E");
  const dialog = page.getByRole("dialog", { name: "Save a calendar file" });
  await expect(dialog.getByRole("radio", { name: "Busy only" }), "as the settings say").toBeChecked();
  await dialog.getByRole("radio", { name: "Titles and agenda" }).check();
  await expect(dialog).toContainText(
    "Times, titles, names, places, links and the agenda. Private notes never.",
  );
  await lookTwice(page);
  await desk.pick(desk.path("once.ics"));
  await dialog.getByRole("button", { name: "Save the file" }).click();
  await expect(dialog.getByRole("status")).toContainText("once.ics holds 1 meeting");
  expect(file("once.ics")).toContain("salary");
  expect(file("desk.ics"), "the one that follows stays as it was chosen").not.toContain("salary");
});

test("a moved meeting and its old date lead to each other, and one that went ahead can be held", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-12T10:00", {
    title: "Budget",
  });
  const about = { kind: "meeting" as const, id: meeting.id };
  await desk.call("note_write", { about, body: "ask gently" });
  const moved = await desk.call("meeting_move", {
    id: meeting.id,
    starts_local: "2026-03-13T10:00",
    reason: "",
  });
  await open(page, `/meeting/${moved.id}`);
  await expect(page.getByRole("region", { name: /^Private/ })).toContainText("ask gently");
  await page.getByRole("link", { name: "Open the old date" }).click();
  await expect(page.getByText("It was moved to")).toHaveCount(0);
  await page.goBack();
  await page.getByRole("button", { name: "More about this meeting" }).click();
  await page.getByRole("menuitem", { name: "It took place already" }).click();
  const dialog = page.getByRole("dialog", { name: "It took place already" });
  await dialog.getByRole("button", { name: "It took place" }).click();
  await expect(dialog).toContainText("Say when it began.");
  await dialog
    .getByRole("combobox", { name: "Time" })
    .or(dialog.getByRole("textbox", { name: "Time" }))
    .fill("14:00");
  await lookTwice(page);
  await dialog.getByRole("button", { name: "It took place" }).click();
  await expect(page.getByRole("dialog", { name: "What follows" })).toBeVisible();
  await expect
    .poll(async () => {
      const { state, when } = await desk.call("meeting_show", { id: moved.id });
      return [state, when?.local];
    })
    .toEqual(["held", "2026-03-03T14:00"]);
});
