import type { Page } from "@playwright/test";
import type { SeriesPlan } from "../../../ui/src/api/bindings.ts";
import { pick } from "../world/choosing.ts";
import type { Desk, Somebody } from "../world/desk.ts";
import { fits, look } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });

/** Four Tuesdays at ten, from 10 March. */
async function fourTuesdays(desk: Desk, who: Somebody, rest: Partial<SeriesPlan> = {}) {
  return desk.series(who, "2026-03-10T10:00", { title: "Coaching", channel: "phone" }, rest);
}

async function planned(desk: Desk): Promise<(string | undefined)[]> {
  const { items } = await desk.call("meeting_list", { state: "planned" });
  return items.map(({ when }) => when?.local);
}

test("a series is planned in words that say what it will be", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${maria.room.id}`);
  await page.keyboard.press("Control+Shift+M");
  const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
  await expect(dialog.getByLabel("Repeats"), "without a date there is nothing to count from").toHaveCount(0);
  await dialog.getByLabel("Date", { exact: true }).fill("10 March");
  await dialog.getByLabel("Time", { exact: true }).fill("10:00");
  await pick(dialog.getByLabel("Repeats"), "Every month on the second Tuesday");
  await expect(dialog).toContainText("First 10 March, 14 April and 12 May");
  await pick(dialog.getByLabel("Repeats"), "Every 2 weeks on Tuesday");
  await expect(dialog).toContainText("First 10 March, 24 March and 7 April");
  await pick(dialog.getByLabel("Ends"), "On a day");
  await dialog.getByRole("textbox", { name: "Last day" }).fill("9 March");
  await dialog.getByRole("textbox", { name: "Last day" }).press("Tab");
  await expect(dialog).toContainText("No meeting falls before this end");
  await dialog.getByRole("textbox", { name: "Last day" }).fill("5 May");
  await dialog.getByRole("textbox", { name: "Last day" }).press("Tab");
  await expect(dialog).toContainText("Every 2 weeks on Tuesday, until 5 May.");
  await dialog.getByRole("button", { name: "Plan it" }).click();
  await expect(said(page, "Planned: Every 2 weeks on Tuesday, until 5 May")).toBeVisible();
  await expect(page.getByRole("main"), "the first of them opens and says so").toContainText(
    "Every 2 weeks on Tuesday, until 5 May",
  );
  expect(await planned(desk)).toEqual([
    "2026-03-10T10:00",
    "2026-03-24T10:00",
    "2026-04-07T10:00",
    "2026-04-21T10:00",
    "2026-05-05T10:00",
  ]);
  await page.keyboard.press("Control+z");
  await expect(said(page, "Undone: plan a series")).toBeVisible();
  await expect.poll(() => planned(desk), "one step takes them all back").toEqual([]);
});

test("a rhythm of one's own is typed, and a month end says what short months do", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${maria.room.id}`);
  await page.keyboard.press("Control+Shift+M");
  const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
  await dialog.getByLabel("Date", { exact: true }).fill("31 August");
  await pick(dialog.getByLabel("Repeats"), "Another rhythm");
  await dialog.getByLabel("Interval").fill("6");
  await pick(dialog.getByLabel("Unit"), "Months, on the 31st");
  await expect(dialog).toContainText("Every 6 months on the 31st or the last day.");
  await expect(dialog).toContainText("First Mon 31 August, Sun 28 February and Tue 31 August");
  await dialog.getByLabel("Interval").fill("0");
  await expect(dialog.getByText("This number is out of range.")).toBeVisible();
});

test("one is changed by itself, and the rest without it", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await fourTuesdays(desk, maria);
  const [first, second] = (await desk.call("meeting_list", {})).items;
  await open(page, `/meeting/${second?.id}`);
  await page.keyboard.press("e");
  let dialog = page.getByRole("dialog", { name: "Change the meeting" });
  await expect(dialog.getByRole("radio", { name: "This one" })).toBeChecked();
  await expect(dialog.getByLabel("Repeats"), "one by itself has no rule").toHaveCount(0);
  await dialog.getByLabel("Date", { exact: true }).fill("18 March");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main")).toContainText("This one was changed separately");

  await open(page, `/meeting/${first?.id}`);
  await expect(page.getByRole("main"), "the first is there before the key is pressed").toContainText(
    "10 March",
  );
  await page.keyboard.press("e");
  dialog = page.getByRole("dialog", { name: "Change the meeting" });
  await dialog.getByRole("radio", { name: "All" }).press("Space");
  await dialog.getByLabel("Time", { exact: true }).fill("16:00");
  await dialog.getByLabel("Title").fill("Mentoring");
  await expect(dialog.getByLabel("Repeats")).toHaveText(/^Every week on/);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(said(page, "Series changed")).toBeVisible();
  expect(await planned(desk)).toEqual([
    "2026-03-10T16:00",
    "2026-03-18T10:00",
    "2026-03-24T16:00",
    "2026-03-31T16:00",
  ]);
  await said(page, "Series changed").getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(() => planned(desk))
    .toEqual(["2026-03-10T10:00", "2026-03-18T10:00", "2026-03-24T10:00", "2026-03-31T10:00"]);
});

test("this and the following move together, and another rule drops what it has no day for", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await fourTuesdays(desk, maria);
  const third = (await desk.call("meeting_list", {})).items[2];
  await open(page, `/meeting/${third?.id}`);
  await page.keyboard.press("m");
  const move = page.getByRole("dialog", { name: "Move the meeting" });
  await move.getByRole("radio", { name: "This and following" }).press("Space");
  await move.getByLabel("Date", { exact: true }).fill("26 March");
  await move.getByRole("button", { name: "Move it" }).click();
  await expect(page.getByRole("main")).toContainText("Every week on Thursday, 2 times");
  expect(await planned(desk)).toEqual([
    "2026-03-10T10:00",
    "2026-03-17T10:00",
    "2026-03-26T10:00",
    "2026-04-02T10:00",
  ]);
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Change the meeting" });
  await dialog.getByRole("radio", { name: "All" }).press("Space");
  await pick(dialog.getByLabel("Repeats"), "Every month on the last Thursday");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main")).toContainText("Every month on the last Thursday, 2 times");
  expect(await planned(desk)).toEqual([
    "2026-03-10T10:00",
    "2026-03-17T10:00",
    "2026-03-26T10:00",
    "2026-04-30T10:00",
  ]);
});

test("calling off and deleting ask which, and what was before stays", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await fourTuesdays(desk, maria);
  const meetings = (await desk.call("meeting_list", {})).items;
  await open(page, `/meeting/${meetings[3]?.id}`);
  await page.getByRole("button", { name: "Call it off" }).click();
  const off = page.getByRole("dialog", { name: "Call it off" });
  await expect(off.getByRole("radio", { name: "This one" })).toBeChecked();
  await off.getByRole("button", { name: "Call it off" }).click();
  await expect(page.getByRole("main")).toContainText("Called off");
  await page.keyboard.press("Control+z");

  await open(page, `/meeting/${meetings[2]?.id}`);
  await page.getByRole("button", { name: "Call it off" }).click();
  await off.getByRole("radio", { name: "This and following" }).press("Space");
  await off.getByLabel("Why, if you like").fill("A year abroad");
  await off.getByRole("button", { name: "Call it off" }).click();
  await expect(said(page, "Meetings called off")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("A year abroad");
  expect(await planned(desk)).toEqual(["2026-03-10T10:00", "2026-03-17T10:00"]);
  await page.keyboard.press("Control+z");
  await expect(said(page, "Undone: call a series off")).toBeVisible();

  await open(page, `/meeting/${meetings[1]?.id}`);
  await page.getByRole("button", { name: "More about this meeting" }).click();
  await page.getByRole("menuitem", { name: "Delete the meeting" }).click();
  const remove = page.getByRole("dialog", { name: "Delete meetings of a series" });
  await remove.getByRole("radio", { name: "This and following" }).press("Space");
  await remove.getByRole("button", { name: "Delete the meeting" }).click();
  await expect(page, "the page it was on is left").toHaveURL(new RegExp(maria.room.id));
  expect(await planned(desk)).toEqual(["2026-03-10T10:00"]);
  await said(page, "Series in the bin: Coaching").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await planned(desk)).length).toBe(4);
});

test("the rhythm of the room is the first that is offered", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist", { cadence: { every: 6, unit: "week" } });
  await open(page, `/room/${maria.room.id}`);
  await page.getByRole("button", { name: "Plan it" }).click();
  const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
  await dialog.getByLabel("Date", { exact: true }).fill("10 March");
  await dialog.getByLabel("Date", { exact: true }).press("Tab");
  const repeats = dialog.getByRole("combobox", { name: "Repeats" });
  await repeats.click();
  const offered = page.getByRole("listbox", { name: "Repeats" }).getByRole("option");
  await expect(offered.nth(1)).toHaveText("Every 6 weeks on Tuesday (as you mean to meet)");
  await offered.nth(1).click();
  await expect(dialog).toContainText("First 10 March, 21 April and 2 June");
  await dialog.getByRole("button", { name: "Plan it" }).click();
  await expect
    .poll(async () => (await planned(desk)).slice(0, 3), "the rule is the room's")
    .toEqual(["2026-03-10T10:00", "2026-04-21T10:00", "2026-06-02T10:00"]);
});

test("the calendar marks a series, and the timeline shows of it what comes next", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await fourTuesdays(desk, maria);
  await open(page, "/calendar/agenda/2026-03-05");
  const list = page.getByRole("list", { name: "Meetings" });
  await expect(list.getByText("Every week on Tuesday, 4 times")).toHaveCount(4);
  await open(page, `/room/${maria.room.id}/timeline`);
  await expect(page.getByRole("link", { name: "Coaching" })).toHaveCount(1);
});

for (const theme of ["light", "dark"] as const) {
  test(`the form of a series is whole in a small ${theme} window, in German`, async ({ page, desk }) => {
    const maria = await desk.mentor("Maria Lindqvist");
    await fourTuesdays(desk, maria, { end: { kind: "until", on: "2026-06-30" } });
    await desk.settings({ language: "de" });
    const [first] = (await desk.call("meeting_list", {})).items;
    await page.setViewportSize({ width: 720, height: 520 });
    await open(page, `/meeting/${first?.id}`);
    await expect(page.getByRole("main")).toContainText("Jede Woche am Dienstag, bis 30. Juni");
    await page.keyboard.press("e");
    const dialog = page.getByRole("dialog", { name: "Treffen ändern" });
    await dialog.getByRole("radio", { name: "Dieses und folgende" }).press("Space");
    await expect(dialog).toContainText("Zuerst am 10. März, 17. März und 24. März");
    await look(page, theme);
    await fits(page);
  });
}
