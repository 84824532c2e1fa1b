import type { Page } from "@playwright/test";
import { look } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });

test("a goal is set in one sentence, and the rest may follow", async ({ page, desk }) => {
  await desk.mentor("Amara Nwosu");
  await open(page, "/goals");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Set a goal" });
  await expect(dialog.getByLabel("Goal", { exact: true })).toBeFocused();
  await page.keyboard.type("Lead the weekly review on my own");
  await expect(dialog.getByRole("status")).toContainText("Still open, if you like");
  await dialog.getByRole("combobox", { name: "Worked on with" }).fill("ama");
  await dialog.getByRole("option", { name: /Amara Nwosu/ }).click();
  await dialog.getByLabel("Why it matters").fill("To stop asking for permission");
  await dialog.getByLabel("Until when", { exact: true }).fill("30 June");
  await dialog.getByRole("button", { name: "Set the goal" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("link", { name: "Lead the weekly review on my own" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: "Lead the weekly review on my own" }),
  ).toBeVisible();
  await expect(page.getByRole("main")).toContainText("To stop asking for permission");
  const [goal] = (await desk.call("goal_list", {})).items;
  expect([goal?.name, goal?.target_on, goal?.whose]).toEqual(["Amara Nwosu", "2026-06-30", "mine"]);
});

test("milestones are added, ticked, ordered and removed; progress follows", async ({ page, desk }) => {
  const goal = await desk.goal("Speak at a conference");
  await open(page, `/goal/${goal.id}`);
  const line = page.getByRole("textbox", { name: "Add a milestone" });
  for (const step of ["Write a proposal", "Rehearse", "Stand there"]) {
    await line.fill(step);
    await line.press("Enter");
    await expect(page.getByRole("checkbox", { name: step })).toBeVisible();
  }
  await page.getByRole("checkbox", { name: "Write a proposal" }).click();
  await expect(page.getByRole("progressbar", { name: "Progress" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("1 of 3");

  await page.getByRole("button", { name: "Stand there", exact: true }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  const steps = page.getByRole("list", { name: "Milestones" }).getByRole("listitem");
  await expect(steps).toContainText(["Write a proposal", "Stand there", "Rehearse"]);
  await page.getByRole("button", { name: "Rehearse", exact: true }).focus();
  await page.keyboard.press("Delete");
  await expect(steps).toHaveCount(2);
  await said(page, "In the bin: Rehearse").getByRole("button", { name: "Undo" }).click();
  await expect(steps).toHaveCount(3);
});

test("check-ins tell how it went, and say what is not a number", async ({ page, desk }) => {
  const goal = await desk.goal("Speak at a conference");
  await open(page, `/goal/${goal.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByLabel("Where does it stand?")).toBeFocused();
  await page.keyboard.type("The proposal is out.");
  await page.getByLabel("How far it feels, in per cent").fill("half");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByLabel("How far it feels, in per cent")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("How far it feels, in per cent").fill("140");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByLabel("How far it feels, in per cent")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("How far it feels, in per cent").fill("40 %");
  await page.getByRole("button", { name: "Keep it" }).click();
  const history = page.getByRole("list", { name: "How it went" });
  await expect(history).toContainText("The proposal is out.");
  await expect(history).toContainText("Felt like 40%");
});

test("how it went tells the day it was meant for before", async ({ page, desk }) => {
  const goal = await desk.goal("Read in French", { target_on: "2026-04-01" });
  await open(page, `/goal/${goal.id}`);
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Until when", { exact: true }).fill("2026-06-01");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("list", { name: "How it went" })).toContainText(
    "Until then it was meant for 1 April",
  );
});

test("reached is one key; let go keeps its reason; both can be opened again", async ({
  page,
  desk,
  hands,
}) => {
  const goal = await desk.goal("Speak at a conference");
  await open(page, `/goal/${goal.id}`);
  await expect(page.getByRole("button", { name: "Goal reached" })).toBeVisible();
  hands.rest();
  await hands.press("r");
  await expect(said(page, "Reached: Speak at a conference")).toBeVisible();
  expect(hands.inputs).toBe(1);
  await page.getByRole("button", { name: "Open again" }).click();
  await page.getByRole("button", { name: "More about this goal" }).click();
  await page.getByRole("menuitem", { name: "Let it go" }).click();
  await page.getByRole("dialog").getByLabel("Why, if you like").fill("Other things matter more");
  await page.getByRole("dialog").getByRole("button", { name: "Let it go" }).click();
  await expect(page.getByRole("list", { name: "How it went" })).toContainText("Other things matter more");
  await open(page, "/goals");
  await page.getByRole("radio", { name: "Let go" }).check();
  await expect(page.getByRole("list", { name: "Goals" })).toContainText("Other things matter more");
});

test("promises for a goal are ticked where they stand", async ({ page, desk }) => {
  const goal = await desk.goal("Speak at a conference");
  await open(page, `/goal/${goal.id}`);
  const line = page.getByRole("textbox", { name: "Add a promise" });
  await line.fill("Ask for the programme");
  await line.press("Enter");
  await page.getByRole("checkbox", { name: "Ask for the programme" }).click();
  await expect(page.getByRole("checkbox", { name: "Ask for the programme" })).toBeChecked();
  const { items } = await desk.call("action_list", { goal: goal.id });
  expect(items.map(({ title, state }) => [title, state])).toEqual([["Ask for the programme", "done"]]);
});

test("a goal that is reached becomes a win and a few words, each in one key", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  const goal = await desk.goal("Lead the weekly review", { relationship_id: amara.room.id });
  await open(page, `/goal/${goal.id}`);
  await expect(page.getByRole("region", { name: "Worth telling" }), "not before it is reached").toHaveCount(
    0,
  );
  await page.keyboard.press("r");
  const worth = page.getByRole("region", { name: "Worth telling" });
  await expect(worth.getByRole("button", { name: "Keep it as a win" })).toBeVisible();
  await page.keyboard.press("w");
  await expect(worth.getByRole("listitem")).toContainText("Lead the weekly review");
  await expect(worth.getByRole("button", { name: "Keep it as a win" }), "kept once").toHaveCount(0);
  await page.keyboard.press("t");
  const letter = page.getByRole("dialog", { name: /A few words to/ });
  await expect(letter.getByRole("textbox")).toHaveValue(
    /Hello Amara,[^]*I reached[^]*Lead the weekly review/,
  );
  await look(page, "light");
  await look(page, "dark");
  await page.keyboard.press("Escape");

  await open(page, `/brief/room/${amara.room.id}`);
  await expect(page.getByRole("list", { name: "Wins to tell" }), "it stands in the brief").toContainText(
    "Lead the weekly review",
  );
});
