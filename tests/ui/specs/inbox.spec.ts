import { fits, lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("reminders wait until they are answered, with a key each", async ({ page, desk, hands }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.meeting(amara, "2026-03-03T09:45", { title: "Budget" });
  await desk.due();
  await open(page, "/inbox");
  const waiting = page.getByRole("list", { name: "Waiting" });
  await expect(waiting.getByRole("listitem")).not.toHaveCount(0);
  await expect(page.getByRole("navigation").getByRole("link", { name: /Inbox.*waiting/ })).toBeVisible();

  const promise = waiting.getByRole("link", { name: "Send the draft" });
  await promise.focus();
  hands.rest();
  await hands.press("x");
  await expect(promise).toHaveCount(0);
  expect(hands.inputs, "one key answers").toBe(1);
  await expect(page.getByRole("status").filter({ hasText: "Promise kept: Send the draft" })).toBeVisible();
  const actions = await desk.call("action_list", {});
  expect(actions.items.map(({ title, state }) => [title, state])).toEqual([["Send the draft", "done"]]);
});

test("later means later: it goes, and comes back when it said", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.due();
  await open(page, "/inbox");
  const promise = page.getByRole("list", { name: "Waiting" }).getByRole("link", { name: "Send the draft" });
  await promise.focus();
  await page.keyboard.press("3");
  await expect(page.getByRole("status").filter({ hasText: /Comes back Wednesday/ })).toBeVisible();

  await desk.clock("2026-03-04T09:30");
  await desk.due();
  await page.reload();
  await expect(promise).toBeVisible();
  await promise.click();
  await expect(page, "a reminder leads to what it is about").toHaveURL(new RegExp(`#/room/${amara.room.id}`));
});

test("the history keeps what came, and an empty inbox says so calmly", async ({ page, desk }) => {
  await open(page, "/inbox");
  await expect(page.getByText(/Nothing waits for you/)).toBeVisible();
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.due();
  await expect(page.getByRole("link", { name: "Send the draft" }), "it appears by itself").toBeVisible();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await page.getByRole("radio", { name: "History" }).check();
  const history = page.getByRole("list", { name: "History" });
  await expect(history.getByRole("listitem").filter({ hasText: "Send the draft" })).toContainText(
    /done today 09:00/,
  );
});

test("done is taken back, and the reminder waits again", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.due();
  await open(page, "/inbox");
  const promise = page.getByRole("list", { name: "Waiting" }).getByRole("link", { name: "Send the draft" });
  await promise.focus();
  await page.keyboard.press("x");
  await expect(promise).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(promise, "promise and reminder are back").toBeVisible();
  const { items } = await desk.call("action_list", {});
  expect(items.map(({ state }) => state)).toEqual(["open"]);
});

test("many are grouped by person and done at once, with a way back", async ({ page, desk, hands }) => {
  const people = [await desk.mentor("Amara Nwosu"), await desk.mentee("Tomás Rivera")];
  for (let index = 0; index < 9; index += 1)
    await desk.action(`Promise ${index + 1}`, {
      due_on: "2026-03-03",
      relationship_id: people[index % 2]?.room.id ?? null,
    });
  await desk.due();
  await open(page, "/inbox");
  const waiting = page.getByRole("list", { name: "Waiting" });
  await expect(waiting.getByRole("listitem")).toHaveCount(9);
  const order = await waiting.getByRole("listitem").allInnerTexts();
  const first = order.findIndex(
    (text) => text.includes("promised Tomás") || text.includes("You promised Tomás"),
  );
  const groups = order.map((text) => (text.includes("Amara") ? "A" : "T")).join("");
  expect(groups, "each person's stand together").toMatch(/^(A+T+|T+A+)$/);
  expect(first).toBeGreaterThanOrEqual(0);
  await page.setViewportSize({ width: 720, height: 520 });
  await fits(page);
  await lookTwice(page);

  await page.getByRole("main").focus();
  hands.rest();
  await hands.press("Shift+X");
  await expect(page.getByText(/Nothing waits for you/)).toBeVisible();
  expect(hands.inputs, "one chord answers all").toBe(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(waiting.getByRole("listitem"), "one step brings all back").toHaveCount(9);
});

test("why says what came when and what is next, by key and by press", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.meeting(amara, "2026-03-03T09:45", { title: "Budget" });
  await desk.due();
  await open(page, "/inbox");
  const meeting = page.getByRole("list", { name: "Waiting" }).getByRole("link", { name: "Budget" });
  await meeting.focus();
  await page.keyboard.press("y");
  const why = page.getByRole("button", { name: "Why and when: Budget" });
  await expect(why).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByText(/Late reminder: due today 08:45/)).toBeVisible();
  await expect(page.getByText("How it was: comes today 10:45.")).toBeVisible();
  await lookTwice(page);
  await why.click();
  await expect(why).toHaveAttribute("aria-expanded", "false");
  await meeting.focus();
  await page.keyboard.press("o");
  await expect(page, "O opens what it is about").toHaveURL(/#\/brief\/meeting\//);
});

test("what quiet hours hold back is named, and a pause is ended where it is seen", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.settings({ quiet_hours: { from: "20:00", until: "10:00" } });
  await desk.action("Send the draft", { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.due();
  await open(page, "/inbox");
  const held = page.getByRole("region", { name: "Held back" });
  await expect(held.getByText("Quiet hours: pop-ups wait until today 10:00.")).toBeVisible();
  await expect(held.getByRole("link", { name: "Send the draft" })).toBeVisible();
  await lookTwice(page);

  await desk.settings({ quiet_hours: null });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Pause pop-ups until I");
  await page.keyboard.press("Enter");
  await expect(held.getByText("Pop-ups are paused until you turn them on again.")).toBeVisible();
  await held.getByRole("button", { name: "Turn pop-ups on again" }).click();
  await expect(held).toHaveCount(0);
  expect((await desk.call("settings_show", {})).paused_until).toBeNull();
});

test("the history says how each ended, and what never came and why", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  for (const title of ["Send the draft", "Book the hall", "Thank Ben"])
    await desk.action(title, { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.due();
  const { items } = await desk.call("reminder_list", {});
  const id = (title: string) => items.find((one) => one.title === title)?.id ?? "";
  await desk.call("reminder_done", { id: id("Send the draft") });
  await desk.call("reminder_snooze", { id: id("Book the hall"), for: "next_week" });
  await desk.call("action_drop", {
    id: items.find(({ title }) => title === "Thank Ben")?.subject_id ?? "",
    reason: "",
  });
  await desk.meeting(amara, "2026-03-05T14:00", { title: "Budget" });
  await desk.clock("2026-03-06T09:00");
  await desk.due();
  await open(page, "/inbox");
  await page.getByRole("radio", { name: "History" }).check();
  const history = page.getByRole("list", { name: "History" });
  const row = (title: string) => history.getByRole("listitem").filter({ hasText: title });
  await expect(row("Send the draft")).toContainText("done Tuesday 09:00");
  await expect(row("Book the hall")).toContainText("Comes back Tuesday 09:00");
  await expect(row("Thank Ben")).toContainText("no longer needed");
  await expect(row("Late reminder")).toContainText("never shown");
  await expect(row("Late reminder")).toContainText("Ithaca was not running");
  await lookTwice(page);
  await page.setViewportSize({ width: 720, height: 520 });
  await fits(page);
});

test("a reminder sleeps until a time in one's own words", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.due();
  await open(page, "/inbox");
  await page.getByRole("list", { name: "Waiting" }).getByRole("link", { name: "Send the draft" }).focus();
  await page.keyboard.press("5");
  const asked = page.getByRole("dialog", { name: "Remind again" });
  await asked.getByLabel("When").fill("soon");
  await page.keyboard.press("Enter");
  await expect(asked.getByText("Write a day or a time, such as “Friday 15:00”.")).toBeVisible();
  await asked.getByLabel("When").fill("Friday 15:00");
  await page.keyboard.press("Enter");
  await expect(asked).toBeHidden();
  await expect(page.getByRole("list", { name: "Waiting" })).toContainText("Comes back Friday 15:00");
});

test("a meeting's link is joined from its row, and told before it is followed", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  const join_link = "https://meet.example.org/room";
  await desk.meeting(amara, "2026-03-03T09:45", { title: "Budget", join_link });
  await desk.due();
  await open(page, "/inbox");
  await expect(page.getByRole("list", { name: "Waiting" })).toContainText("meet.example.org");
  await page.getByRole("button", { name: "Join at meet.example.org" }).click();
  await expect(page.getByRole("dialog")).toContainText(join_link);
});
