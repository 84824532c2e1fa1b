import { lookTwice } from "../world/look.ts";
import { expect, test } from "../world/test.ts";

test.use({ settled: false });

test("useful within twelve inputs, without an account", async ({ page, desk, hands }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "A calm desk for mentoring" })).toBeVisible();
  await expect(
    page.getByRole("radio", { name: "English" }),
    "the system's language is filled in",
  ).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Time zone" })).toHaveValue(/Paris/);

  await hands.click(page.getByRole("radio", { name: "a mentee" }));
  await hands.click(page.getByRole("button", { name: "Continue" }));
  await expect(page.getByLabel("Name")).toBeFocused();
  await hands.type("Amara Nwosu");
  await hands.press("Enter");
  await expect(page.getByLabel("Date", { exact: true })).toBeFocused();
  await hands.type("thursday");
  await hands.press("Tab", "Tab");
  await expect(page.getByLabel("Time"), "the time comes after the date").toBeFocused();
  await hands.type("15:00");
  await hands.press("Enter");
  await expect(page.getByLabel("In one line")).toBeFocused();
  await hands.type("Give a talk outside the company");
  await hands.press("Enter");

  await expect(page).toHaveURL(/#\/today$/);
  await expect(page.getByRole("heading", { level: 3 }).filter({ hasText: "Amara Nwosu" })).toBeVisible();
  expect(hands.inputs, "the budget of a first run").toBeLessThanOrEqual(12);

  const meetings = await desk.call("meeting_list", {});
  expect(meetings.items.map(({ when, participants }) => [when?.local, participants[0]?.name])).toEqual([
    ["2026-03-05T15:00", "Amara Nwosu"],
  ]);
  const goals = await desk.call("goal_list", {});
  expect(goals.items.map(({ title, name }) => [title, name])).toEqual([
    ["Give a talk outside the company", "Amara Nwosu"],
  ]);
  await page.reload();
  await expect(page.getByRole("navigation", { name: "Main" }), "it runs once").toBeVisible();
});

test("every step can be skipped, and the empty desk says how to begin", async ({ page, desk }) => {
  await page.goto("/");
  await lookTwice(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Nobody yet" }).click();
  await page.getByRole("button", { name: "Not sure yet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your desk is ready" })).toBeVisible();
  await lookTwice(page);

  await page.getByLabel("Name").fill("Tariq Haddad");
  await page.getByRole("radio", { name: "my mentee" }).check();
  await page.getByRole("button", { name: "Open their room" }).click();
  await expect(page).toHaveURL(/#\/room\//);
  const rooms = await desk.call("relationship_list", {});
  expect(rooms.items.map(({ name, role }) => [name, role])).toEqual([["Tariq Haddad", "mentor"]]);
});

test("speaks German at one press, and goes back a step without losing a word", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("radio", { name: "Deutsch" }).check();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByRole("button", { name: "Weiter" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Jürgen Größ");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Zurück" }).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Jürgen Größ");
});

test("says at the field what is missing", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/Write a name, or choose “Nobody yet”/);
  await page.getByLabel("Name").fill("Amara");
  await page.keyboard.press("Enter");
  await page.getByLabel("Date", { exact: true }).fill("someday");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Date", { exact: true })).toHaveAccessibleDescription(/Write a date such as/);
  await page.getByLabel("Date", { exact: true }).fill("friday");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Time")).toHaveAccessibleDescription(/Write a time such as/);
  await expect(page.getByLabel("Time"), "the next letter goes where something is missing").toBeFocused();
  await page.getByLabel("Time").fill("3");
  await page.getByLabel("Time").fill("");
  await page.keyboard.press("Enter");
  await expect(
    page.getByLabel("Time"),
    "sent again as it is, it is refused again",
  ).toHaveAccessibleDescription(/Write a time such as/);
});

test("keeps what was typed when the window closes half-way", async ({ page, desk }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Name").fill("Amara Nwosu");
  await expect
    .poll(async () => (await desk.call("draft_find", { scope: "first_run" })).body)
    .toContain("Amara Nwosu");
  await page.reload();
  await expect(page.getByLabel("Name")).toHaveValue("Amara Nwosu");
});

test("the made-up year comes at one press and goes once it was asked about", async ({ page, desk }) => {
  test.slow();
  await page.goto("/");
  await page.getByRole("button", { name: "Show me a made-up year" }).click();
  await expect(page).toHaveURL(/#\/today$/, { timeout: 60_000 });
  await expect(page.getByText("This is a made-up year.")).toBeVisible();
  const before = await desk.call("relationship_list", { with_ended: true });
  expect(before.items.length, "five mentors and two mentees at least").toBeGreaterThanOrEqual(7);
  await page.getByRole("button", { name: "Take it away" }).click();
  const asked = page.getByRole("dialog", { name: "Take the made-up year away?" });
  await expect(asked).toContainText("what you wrote about them");
  await lookTwice(page);
  await asked.getByRole("button", { name: "Take it away" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your desk is ready" })).toBeVisible();
  const after = await desk.call("person_list", {});
  expect(after.items, "nobody made-up is left").toEqual([]);
});
