import { readFileSync } from "node:fs";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("the month is walked by arrows, and Enter opens or plans", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-12T10:00", { title: "Budget" });
  await open(page, "/calendar/month/2026-03-03");
  await expect(page.getByRole("heading", { level: 1, name: "March 2026" })).toBeVisible();
  const day = (name: RegExp) => page.getByRole("gridcell", { name });
  await day(/\b3 March 2026/).focus();
  await page.keyboard.press("ArrowDown");
  await expect(day(/10 March 2026/)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(day(/12 March 2026.*Maria Lindqvist/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`#/meeting/${meeting.id}`));
  await page.keyboard.press("Alt+ArrowLeft");

  await day(/12 March 2026/).focus();
  await page.keyboard.press("PageDown");
  await expect(page.getByRole("heading", { level: 1, name: "April 2026" })).toBeVisible();
  await expect(day(/12 April 2026/)).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
  await expect(dialog.getByLabel("Date", { exact: true })).toHaveValue(/12 Apr/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await expect(page.getByRole("heading", { level: 1, name: "March 2026" })).toBeVisible();
});

test("31 January and a month later is the end of February", async ({ page }) => {
  await open(page, "/calendar/month/2026-01-31");
  await page.getByRole("gridcell", { name: /31 January 2026/ }).focus();
  await page.keyboard.press("PageDown");
  await expect(page.getByRole("gridcell", { name: /28 February 2026/ })).toBeFocused();
});

test("the week shows hours, walks by arrows and plans on the hour", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.meeting(maria, "2026-03-04T14:00", { duration_minutes: 90 });
  await open(page, "/calendar/month/2026-03-03");
  await page.keyboard.press("w");
  await expect(page.getByRole("heading", { level: 1, name: /2\s*–\s*8 March 2026/ })).toBeVisible();
  await expect(page.getByRole("list", { name: "Meetings" }).getByRole("link")).toContainText(
    "Maria Lindqvist",
  );
  await page.getByRole("gridcell", { name: /Tuesday,? 3 March, 0?9:00/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("gridcell", { name: /Wednesday,? 4 March, 10:00/ })).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
  await expect(dialog.getByLabel("Date", { exact: true })).toHaveValue(/4 Mar/);
  await expect(dialog.getByLabel("Time", { exact: true })).toHaveValue("10:00");
});

test("the agenda begins today and reaches back when asked", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.meeting(maria, "2026-02-10T10:00", { title: "Before" });
  await desk.meeting(maria, "2026-03-05T10:00", { title: "After" });
  await open(page, "/calendar/month/2026-03-03");
  await page.keyboard.press("a");
  const rows = page.getByRole("list", { name: "Meetings" }).getByRole("listitem");
  await expect(rows).toHaveText([/After/]);
  await page.getByRole("button", { name: "Show earlier meetings" }).click();
  await expect(rows).toHaveText([/Before/, /After/]);
});

test("the week begins when the settings say", async ({ page, desk }) => {
  await open(page, "/calendar/month/2026-03-03");
  const first = page.getByRole("columnheader").first();
  await expect(first).toHaveAccessibleName("Monday");
  await desk.settings({ first_day: 7 });
  await expect(first).toHaveAccessibleName("Sunday");
});

test("the calendar file holds what was chosen and never a private note", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const other = await desk.mentee("Tariq Haddad");
  const meeting = await desk.meeting(maria, "2026-03-12T10:00", { title: "Budget, spring; and more" });
  await desk.meeting(other, "2026-03-13T10:00", { title: "Another room" });
  await desk.call("note_write", { about: { kind: "meeting", id: meeting.id }, body: "unspoken doubts" });
  await desk.pick(desk.path("one room.ics"));
  await open(page, "/today");
  await page.keyboard.press("Control+Shift+E");
  const dialog = page.getByRole("dialog", { name: "Save a calendar file" });
  await dialog.getByRole("radio", { name: "One room" }).check();
  await dialog.getByRole("button", { name: "Save the file" }).click();
  await expect(dialog.getByRole("combobox", { name: "Room" })).toHaveAccessibleDescription(
    /Choose a room first/,
  );
  await dialog.getByRole("combobox", { name: "Room" }).fill("mar");
  await dialog.getByRole("option", { name: /Maria Lindqvist/ }).click();
  await dialog.getByRole("button", { name: "Save the file" }).click();
  await expect(dialog.getByRole("status")).toContainText("one room.ics holds 1 meeting");

  const text = readFileSync(desk.path("one room.ics"), "utf8").replaceAll("\r\n ", "");
  expect(text.startsWith("BEGIN:VCALENDAR\r\n"), "an iCalendar file begins so").toBe(true);
  expect(text).toContain("DTSTART;TZID=Europe/Paris:20260312T100000");
  expect(text).toContain("SUMMARY:Budget\\, spring\\; and more");
  expect(text).toContain("BEGIN:VTIMEZONE");
  expect(text, "the other room stays out").not.toContain("Another room");
  expect(text, "private words stay out").not.toContain("unspoken");
});
