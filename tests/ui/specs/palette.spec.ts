import type { Page } from "@playwright/test";
import { lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  return page.getByRole("combobox", { name: "Find or do anything" });
}

test("finds people, rooms, meetings, goals and resources by the start of any word", async ({
  page,
  desk,
}) => {
  const amara = await desk.mentor("Amara Nwosu", { topic: "Leading calmly" });
  await desk.meeting(amara, "2026-03-05T15:00", { title: "Budget for the spring" });
  await desk.goal("Speak at a conference");
  await desk.link("Notes on springs", "https://example.org/springs");
  await open(page, "/today");

  const palette = await openPalette(page);
  const found = page.getByRole("option");
  for (const [typed, title] of [
    ["nwo", "Amara Nwosu"],
    ["conf", "Speak at a conference"],
    ["bud", "Budget for the spring"],
    ["on spr", "Notes on springs"],
  ] as const) {
    await palette.fill(typed);
    await expect(found.filter({ hasText: title }).first()).toBeVisible();
  }
  await palette.fill("spr");
  await expect(found.filter({ hasText: "Budget for the spring" })).toBeVisible();
  await expect(found.filter({ hasText: "Notes on springs" })).toBeVisible();
  await palette.fill("pring");
  await expect(found.filter({ hasText: "Budget" }), "the middle of a word finds nothing").toHaveCount(0);
});

test("takes accents, other scripts and either case as they come", async ({ page, desk }) => {
  await desk.mentor("Zoë Ångström");
  await desk.mentor("山田さくら");
  await desk.mentor("ليلى حداد");
  await open(page, "/today");
  const palette = await openPalette(page);
  for (const [typed, name] of [
    ["zoe", "Zoë Ångström"],
    ["ANGS", "Zoë Ångström"],
    ["ång", "Zoë Ångström"],
    ["山田", "山田さくら"],
    ["حدا", "ليلى حداد"],
  ] as const) {
    await palette.fill(typed);
    await expect(page.getByRole("option").filter({ hasText: name }).first(), `“${typed}”`).toBeVisible();
  }
});

test("gets to any room in three moves", async ({ page, desk, hands }) => {
  await desk.mentee("Ines Barbosa");
  const { room } = await desk.mentee("Tomasz Zielony");
  await open(page, "/today");

  await hands.press("Control+k");
  await hands.type("ziel");
  await expect(page.getByRole("option", { name: /Tomasz Zielony/ }).first()).toBeVisible();
  await page.getByRole("option", { name: /Tomasz Zielony.*Room/ }).waitFor();
  await hands.press("Enter");
  await expect(page).toHaveURL(new RegExp(`#/(room|person)/`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Tomasz Zielony");
  expect(hands.inputs, "a chord, a word and Enter").toBeLessThanOrEqual(3);
  expect(page.url(), "a room before a person: that is where one works").toContain(room.id);
});

test("runs every command it lists by its words, and answers to the arrows", async ({ page }) => {
  await open(page, "/today");
  const palette = await openPalette(page);
  await palette.fill("go to");
  const options = page.getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");

  for (const [words, address] of [
    ["go peo", /#\/people$/],
    ["go goa", /#\/goals$/],
    ["go lib", /#\/library$/],
    ["go cal", /#\/calendar/],
    ["go inb", /#\/inbox$/],
    ["go bin", /#\/bin$/],
    ["go set", /#\/settings$/],
    ["go tod", /#\/today$/],
  ] as const) {
    const again = await openPalette(page);
    await again.fill(words);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(address);
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

test("says so where nothing begins with the words, and Escape gives the focus back", async ({ page }) => {
  await open(page, "/today");
  const find = page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: /Find or do/ });
  await find.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill("qqqq");
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("Nothing begins with these words");
  await lookTwice(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(find).toBeFocused();
});

test("what a screen offered goes with it, also from a palette that is open", async ({ page, desk }) => {
  const goal = await desk.goal("Speak at a conference");
  await open(page, `/goal/${goal.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Speak at a conference");
  const palette = await openPalette(page);
  await palette.fill("delete");
  const deletion = page.getByRole("option", { name: /Delete this goal/i });
  await expect(deletion).toBeVisible();
  await page.evaluate(() => (location.hash = "#/library"));
  await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toContainText("Library");
  await expect(deletion, "the goal is no longer on the screen").toHaveCount(0);
  await palette.fill("");
  await expect(page.getByRole("option").first()).toBeVisible();
});
