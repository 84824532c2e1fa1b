import type { Locator, Page } from "@playwright/test";
import { maria, withJournal } from "../world/arranged.ts";
import { choose, command, press } from "../world/choosing.ts";
import { rows } from "../world/dialogs.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

declare global {
  interface Window {
    /** How often the focus was given to a button that closes a dialog. */
    onWayOut?: number;
  }
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.onWayOut = 0;
    addEventListener("focusin", ({ target }) => {
      if (target instanceof Element && target.matches(".dialog-close"))
        window.onWayOut = (window.onWayOut ?? 0) + 1;
    });
  });
});

const onWayOut = (page: Page) => page.evaluate(() => window.onWayOut);

for (const row of rows) {
  test(`Escape keeps what was typed, and Cancel forgets it: ${row.what}`, async ({ page, desk }) => {
    if (row.also) await maria(desk);
    await open(page, await row.at(desk));
    const dialog = page.getByRole("dialog", { name: row.dialog, exact: true });
    const field = dialog
      .getByRole(row.chosen ? "combobox" : "textbox", {
        name: row.field,
        exact: true,
      })
      .filter({ visible: true });
    const stands = row.stands ?? row.typed;

    async function begin() {
      await row.begin(page);
      await expect(dialog).toBeVisible();
      const focused = dialog.locator(":is(input, textarea, [role='combobox']):focus");
      await expect(focused, "one can type or choose at once").toHaveCount(1);
    }

    async function type() {
      await field.focus();
      await page.keyboard.press("Control+a");
      await page.keyboard.type(row.typed);
      if (!row.chosen) return;
      await expect(dialog.getByRole("option", { name: row.typed })).toBeVisible();
      await page.keyboard.press("Enter");
    }

    await begin();
    const before = await field.inputValue();
    await type();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();

    await begin();
    await expect(field, "what was typed stands there").toHaveValue(stands);
    await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
    await expect(dialog).toBeHidden();

    await begin();
    await expect(field, "what was given up is forgotten").toHaveValue(before);
    await row.also?.(dialog);
    await type();
    const sent = page.waitForRequest((request) => {
      const words = row.sent ?? row.typed;
      return request.url().endsWith(`/call/${row.command}`) && (request.postData() ?? "").includes(words);
    });
    const line = await field.evaluate((element) => element instanceof HTMLInputElement);
    if (line && !row.chosen) await page.keyboard.press("Enter");
    else await dialog.locator(".foot button").first().press("Enter");
    await sent;
    await expect(dialog).toBeHidden();
    expect(await onWayOut(page), "the focus was never on the way out").toBe(0);
  });
}

test("how a meeting went and when the next one is stay as they were said until they are sent", async ({
  page,
  desk,
}) => {
  const { room } = await desk.mentor("Maria Lindqvist", {
    cadence: { every: 1, unit: "month" },
  });
  const fields = {
    title: "",
    starts_local: "2026-03-03T08:00",
    zone: null,
    duration_minutes: 60,
  };
  const { id } = await desk.call("meeting_plan", {
    participants: [room.id],
    fields: { ...fields, channel: "video", place: "", join_link: "" },
  });
  const dialog = page.getByRole("dialog", { name: "How was it?" });
  const next = page.getByRole("dialog", { name: "What follows" });

  async function end() {
    await open(page, `/live/${id}`);
    await page.keyboard.press("Control+Enter");
    await expect(dialog.getByRole("button", { name: "Go on" })).toBeFocused();
  }

  await end();
  await dialog.getByRole("radio", { name: "It did not happen" }).check();
  await dialog.getByLabel("Why, if you like").fill("Nobody came");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await end();
  await expect(dialog.getByLabel("Why, if you like")).toHaveValue("Nobody came");
  await dialog.getByRole("radio", { name: "We met" }).check();
  await dialog.getByRole("button", { name: "Go on" }).press("Enter");

  await next.getByLabel("Minutes it took").fill("50");
  await page.keyboard.press("Escape");
  await expect(next).toBeHidden();
  await expect.poll(async () => (await desk.call("meeting_show", { id })).used_minutes).toBe(50);
  await page.keyboard.press("a");
  await next.getByRole("button", { name: "Another date" }).press("Enter");
  await expect(next.getByLabel("Date", { exact: true }), "the focus goes on to it").toBeFocused();
  await page.keyboard.type("9 April");
  await page.keyboard.press("Escape");
  await expect(next).toBeHidden();
  await page.keyboard.press("a");
  await expect(next.getByLabel("Date", { exact: true })).toHaveValue(/9 April 2026/);
  await next.getByRole("button", { name: "Plan it" }).press("Enter");
  await expect(next.getByRole("button", { name: "Plan it" })).toHaveCount(0);
  await expect(next.locator(":focus"), "the focus goes on to what comes next").toHaveText(/calendar/i);
  expect(await onWayOut(page)).toBe(0);
});

test("after a choice the focus goes on to what comes next, never to the way out", async ({ page, desk }) => {
  const people = [await maria(desk), await desk.mentor("Tariq Haddad")];
  await open(page, "/advice/decisions");
  await page.keyboard.press("n");
  const decision = page.getByRole("dialog", { name: "Add a decision" });
  for (const name of ["Maria Lindqvist", "Tariq Haddad"]) {
    await choose(decision, "Add what somebody says", name);
    await expect(decision.getByLabel(`What ${name} says`)).toBeFocused();
    await page.keyboard.type("June, with room");
  }
  await expect(decision.getByLabel("What Maria Lindqvist says")).toHaveValue("June, with room");
  await decision.getByRole("button", { name: "Cancel" }).press("Enter");

  await open(page, "/calendar/month/2026-03-12");
  await page.keyboard.press("n");
  const plan = page.getByRole("dialog", { name: "Plan a meeting" });
  await choose(plan, "With whom", "Maria");
  await expect(plan.getByLabel("Date", { exact: true })).toBeFocused();
  await plan.getByRole("button", { name: "Add somebody else" }).press("Enter");
  await choose(plan, "Add somebody else", "Tariq");
  await expect(plan.getByLabel("Date", { exact: true })).toBeFocused();
  await plan.getByRole("button", { name: "Remove Maria Lindqvist" }).press("Enter");
  await expect(plan.getByRole("button", { name: "Remove Tariq Haddad" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(plan.getByRole("combobox", { name: "With whom" })).toBeFocused();
  await plan.getByRole("button", { name: "Cancel" }).press("Enter");

  await open(page, "/advice/challenges");
  await page.keyboard.press("n");
  const challenge = page.getByRole("dialog", { name: "Add a challenge" });
  await choose(challenge, "Ask somebody", "Maria");
  await expect(challenge.getByLabel("What Maria Lindqvist says")).toBeFocused();
  await challenge.getByRole("button", { name: /Maria Lindqvist/ }).press("Enter");
  await expect(challenge.getByRole("combobox", { name: "Ask somebody" })).toBeFocused();
  await challenge.getByRole("button", { name: "Cancel" }).press("Enter");

  await open(page, await withJournal(desk, "story"));
  const story = page.getByRole("dialog", { name: "Led the review" });
  for (const { person } of people) {
    await choose(story, "Add who heard it", person.name);
    await expect(story.getByRole("list")).toContainText(person.name);
    await expect(story.getByRole("combobox")).toBeFocused();
  }
  expect(await onWayOut(page)).toBe(0);
});

/** Goes through a dialog by Tab and back, and says what has the focus under its buttons. */
async function underTheButtons(page: Page, dialog: Locator): Promise<string[]> {
  const found: string[] = [];
  const line = await page.evaluate(
    () => 1.75 * parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  const fields = await dialog.locator(":is(input, textarea, select, button, summary)").count();
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let step = 0; step < fields; step += 1) {
      await page.keyboard.press(key);
      const field = dialog.locator(":focus");
      const [at, foot, whole, stays] = await Promise.all([
        field.boundingBox(),
        dialog.locator(".foot").boundingBox(),
        dialog.boundingBox(),
        dialog.locator(".foot").evaluate((element) => getComputedStyle(element).position === "sticky"),
      ]);
      if (!at || !foot || !whole) throw new Error("Something has the focus in a dialog that stands");
      if (await field.evaluate((element) => element.closest(".foot") !== null)) continue;
      const edge = stays ? foot.y : whole.y + whole.height;
      // Of many lines the one with the cursor.
      const bottom = at.y + Math.min(at.height, line);
      if (bottom > edge + 1)
        found.push(`${key} ${step}: ${await field.evaluate((one) => one.outerHTML.slice(0, 120))}`);
    }
  }
  return found;
}

const long: {
  name: string;
  at: string;
  begin: (page: Page) => Promise<void>;
  open?: string;
}[] = [
  {
    name: "Add a person",
    at: "/people",
    begin: press("n"),
    open: "Email, phone, how you met",
  },
  {
    name: "Plan a meeting",
    at: "/calendar/month/2026-03-12",
    begin: press("n"),
  },
  { name: "Add to the library", at: "/library", begin: press("n") },
  {
    name: "Start a relationship",
    at: "/rooms",
    begin: command("Start a relationship"),
  },
];

for (const zoom of [100, 300])
  test(`in a small window at ${zoom} per cent nothing that has the focus lies under a dialog's buttons`, async ({
    page,
    desk,
  }) => {
    await desk.settings({ zoom });
    await page.setViewportSize({ width: 720, height: 520 });
    for (const { name, at, begin, open: more } of long) {
      await open(page, at);
      await begin(page);
      const dialog = page.getByRole("dialog", { name });
      await expect(dialog).toBeVisible();
      if (more) await dialog.getByText(more).press("Enter");
      expect(await underTheButtons(page, dialog), name).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    }
  });

test("what went wrong is in sight, however long the form is", async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 520 });
  await open(page, "/people");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await dialog.getByText("Email, phone, how you met").press("Enter");
  await dialog.getByLabel("How you met").fill("At the fair");
  await dialog.getByRole("button", { name: "Add", exact: true }).press("Enter");
  await expect(dialog.getByRole("alert").first()).toBeInViewport();
});
