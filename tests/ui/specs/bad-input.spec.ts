import type { Page } from "@playwright/test";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

/** Puts a text into the focused field as a paste does, for a million letters cannot be typed. */
async function paste(page: Page, text: string) {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement))
      throw new Error("no field has the focus");
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    field.setRangeText(pasted, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  }, text);
}

test("a day that nobody understands is asked about, and one said in any words is taken", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${maria.room.id}`);
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
  const date = dialog.getByLabel("Date", { exact: true });
  await date.fill("someday soon");
  await page.keyboard.press("Enter");
  await expect(dialog, "it is not planned without a date").toBeVisible();
  await expect(date).toHaveAccessibleDescription(/Write a date such as/);
  await date.fill("the week after next on thursday");
  await page.keyboard.press("Tab");
  await expect(date).toHaveValue(/19 March 2026/);
});

test("an empty name is asked for at its field, and nothing is written", async ({ page, desk }) => {
  await open(page, "/people");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await dialog.getByLabel("Name").fill("   ");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/Write something here first/);
  await expect(dialog.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  expect((await desk.call("person_list", {})).items).toEqual([]);
});

test("an end before the start is said at the end", async ({ page, desk }) => {
  const { room } = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${room.id}/about`);
  await page.getByRole("button", { name: "Change the relationship" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the relationship" });
  await dialog.getByLabel("Began", { exact: true }).fill("2026-03-01");
  await dialog.getByLabel("Meant to end", { exact: true }).fill("2026-02-01");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Meant to end", { exact: true })).toHaveAccessibleDescription(
    /The end lies before the start/,
  );
  const { relationship } = await desk.call("relationship_show", {
    id: room.id,
  });
  expect([relationship.started_on, relationship.ends_on], "nothing half-written").toEqual([null, null]);
});

test("an unknown zone is refused at its field with its name", async ({ page, desk }) => {
  await open(page, "/people");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await dialog.getByLabel("Name").fill("Maria Lindqvist");
  const zone = dialog.getByRole("combobox", { name: "Lives in" });
  await zone.fill("Atlantis");
  await expect(dialog.getByRole("option", { name: /Atlantis/ }), "what is none is not offered").toHaveCount(
    0,
  );
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(zone).toHaveAccessibleDescription(/“Atlantis” is not a time zone/);
  await expect(dialog.getByLabel("Name"), "what was typed stays").toHaveValue("Maria Lindqvist");
  expect((await desk.call("person_list", {})).items).toEqual([]);
});

test("a date nobody can read is said at the field before anything is sent", async ({ page, desk }) => {
  const { room } = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${room.id}`);
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
  await dialog.getByLabel("Date", { exact: true }).fill("30 February");
  await dialog.getByLabel("Date", { exact: true }).press("Tab");
  await expect(dialog.getByLabel("Date", { exact: true })).toHaveAccessibleDescription(
    /Write a date such as/,
  );
});

test("a megabyte pasted into notes is refused with its length, and stays on the page", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T08:00");
  await open(page, `/meeting/${meeting.id}`);
  const notes = page.getByRole("textbox", { name: "Notes to share" });
  await notes.focus();
  await paste(page, "word ".repeat(210_000));
  await notes.blur();
  await expect(notes).toHaveAccessibleDescription(/This text has 1,?0\d\d,?\d{3} characters; 200,?000 fit/);
  expect((await notes.inputValue()).length, "nothing is cut off behind one's back").toBe(1_050_000);
  expect((await desk.call("meeting_show", { id: meeting.id })).notes, "and nothing half-written").toBe("");
});

test("a megabyte pasted into a title is refused at the title", async ({ page, desk }) => {
  await open(page, "/goals");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Set a goal" });
  await dialog.getByLabel("Goal", { exact: true }).focus();
  await paste(page, "x".repeat(1_000_000));
  await dialog.getByRole("button", { name: "Set the goal" }).click();
  await expect(dialog.getByLabel("Goal", { exact: true })).toHaveAccessibleDescription(
    /This has 1,?000,?000 characters; 500 fit here/,
  );
  expect((await desk.call("goal_list", {})).items).toEqual([]);
});

test("what nobody sees is taken out of a name, and a name of nothing else is refused", async ({
  page,
  desk,
}) => {
  await open(page, "/people");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await dialog.getByLabel("Name").focus();
  await paste(page, "\u200b\u2060");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/There is nothing to see in this/);
  expect((await desk.call("person_list", {})).items).toEqual([]);
  await dialog.getByLabel("Name").fill("");
  await paste(page, "Maria\u0007 Lindqvist");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  expect((await desk.call("person_list", {})).items.map(({ name }) => name)).toEqual(["Maria Lindqvist"]);
});

test("HTML and other code stays text wherever it is shown", async ({ page, desk }) => {
  const trap = `<img src=x onerror=alert(1)> {{7*7}} \${7*7} ';--`;
  const { room } = await desk.mentor(trap);
  await desk.goal(trap, { relationship_id: room.id });
  await desk.meeting({ person: await desk.person("x"), room }, "2026-03-03T15:00", { title: trap });
  for (const address of ["/today", `/room/${room.id}`, "/goals", "/calendar/month/2026-03-03"]) {
    await open(page, address);
    await expect(page.getByRole("main").getByText("<img src=x").first()).toBeVisible();
  }
  await expect(page.locator("main img")).toHaveCount(0);
});

for (const way of ["Enter", "a click"])
  test(`a form sent by ${way} before a day is understood is sent once it is`, async ({ page, desk }) => {
    const maria = await desk.mentor("Maria Lindqvist");
    await page.route("**/call/capture_read", async (route) => {
      await new Promise((later) => setTimeout(later, 800));
      await route.continue();
    });
    await open(page, `/room/${maria.room.id}`);
    await page.keyboard.press("m");
    const dialog = page.getByRole("dialog", { name: "Plan a meeting" });
    await dialog.getByLabel("Date", { exact: true }).fill("the week after next on thursday");
    if (way === "Enter") await page.keyboard.press("Enter");
    else await dialog.getByRole("button", { name: "Plan it" }).click();
    await expect(dialog).toHaveCount(0);
    const { items } = await desk.call("meeting_list", {});
    expect(items.map(({ when }) => when?.local.slice(0, 10))).toEqual(["2026-03-19"]);
  });
