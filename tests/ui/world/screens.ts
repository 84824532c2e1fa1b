import type { Page } from "@playwright/test";
import type { Desk } from "./desk.ts";
import { expect } from "./test.ts";

/** Every screen there is; the made-up year tells what is on them. */
export const screenNames = [
  "today",
  "rooms",
  "room",
  "room-timeline",
  "room-goals",
  "room-resources",
  "room-notes",
  "room-about",
  "meeting",
  "meeting-held",
  "brief",
  "share-agenda",
  "live",
  "advice",
  "decisions",
  "challenge",
  "wins",
  "story",
  "people",
  "person",
  "calendar-month",
  "calendar-week",
  "calendar-agenda",
  "actions",
  "goals",
  "goal",
  "library",
  "resource",
  "inbox",
  "bin",
  "settings",
  "templates",
  "palette",
  "quick-add",
  "keys",
  "plan-meeting",
  "start-relationship",
  "set-goal",
  "add-resource",
  "add-person",
  "export-calendar",
  "use-template",
  "pick-question",
  "add-template",
] as const;

export type ScreenName = (typeof screenNames)[number];

/** Puts something into the bin and the inbox, which a year leaves empty. */
export async function furnish(desk: Desk): Promise<void> {
  await desk.demo();
  await desk.settings({ language: "en", hours_24: true });
  await desk.due();
  const { items } = await desk.call("goal_list", { state: "dropped" });
  const goal = items[0];
  if (goal) await desk.call("goal_delete", { id: goal.id });
  const actions = await desk.call("action_list", { state: "dropped" });
  const action = actions.items[0];
  if (action) await desk.call("action_delete", { id: action.id });
}

/** Shows a screen of the made-up year. */
export async function show(name: ScreenName, page: Page, desk: Desk): Promise<void> {
  await goTo(name, page, desk);
  await openLayer(name, page);
}

/** Shows the page a screen is, or the one that a layer is shown over. */
export async function goTo(name: ScreenName, page: Page, desk: Desk): Promise<void> {
  await go(page, await addressOf(name, desk));
}

/** Opens what is shown over the page, if the screen is a layer. */
export async function openLayer(name: ScreenName, page: Page): Promise<void> {
  const keys = layers[name];
  if (keys === undefined) return;
  if (keys.press !== undefined) await page.keyboard.press(keys.press);
  if (keys.command !== undefined) {
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("combobox", { name: "Find or do anything" });
    // At once, not letter by letter: each letter asks.
    await palette.fill(keys.command);
    await expect(page.getByRole("option", { selected: true })).toContainText(keys.command);
    await palette.press("Enter");
    await expect(palette).toHaveCount(0);
  }
  if (keys.type !== undefined) {
    // What was typed for a picture before this one is a draft by now, and stands in the field again.
    const field = page.getByRole("dialog").locator("input:focus");
    await field.waitFor();
    await page.waitForLoadState("networkidle");
    await field.fill(keys.type);
  }
  await expect(page.getByRole("dialog")).toHaveCount(1);
}

/** Leads to an address and waits until its heading and what is under it are there. */
export async function go(page: Page, address: string): Promise<void> {
  // Another document each time: what was opened over the last page is gone.
  await page.goto("about:blank");
  await page.goto(`/#${address}`);
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
}

const layers: Partial<Record<ScreenName, { press?: string; command?: string; type?: string }>> = {
  palette: { press: "Control+k", type: "am" },
  "quick-add": { press: "Control+n", type: "@amara ask about the salary talk" },
  keys: { press: "?" },
  "plan-meeting": { command: "Plan a meeting" },
  "start-relationship": { command: "Start a relationship" },
  "set-goal": { command: "Set a goal" },
  "add-resource": { command: "Add to the library" },
  "add-person": { command: "Add a person" },
  "export-calendar": { command: "Save a calendar file" },
  "share-agenda": { press: "s" },
  "use-template": { command: "Use a template" },
  "pick-question": { command: "Pick a question" },
  "add-template": { command: "Add a template" },
  challenge: {},
  story: {},
};

async function addressOf(name: ScreenName, desk: Desk): Promise<string> {
  switch (name) {
    case "today":
    case "rooms":
    case "people":
    case "actions":
    case "goals":
    case "library":
    case "inbox":
    case "bin":
    case "settings":
    case "templates":
      return `/${name}`;
    case "add-template":
      return "/templates";
    case "room":
      return `/room/${await roomId(desk)}`;
    case "room-timeline":
    case "room-goals":
    case "room-resources":
    case "room-notes":
    case "room-about":
      return `/room/${await roomId(desk)}/${name.slice("room-".length)}`;
    case "advice":
      return "/advice";
    case "challenge": {
      const { items } = await desk.call("challenge_list", { state: "open" });
      return `/advice/challenges/${first(items).id}`;
    }
    case "story": {
      const { items } = await desk.call("journal_list", { kind: "story" });
      return `/advice/stories/${(items.find((story) => story.told.length > 0) ?? first(items)).id}`;
    }
    case "decisions":
    case "wins":
      return `/advice/${name}`;
    case "brief":
    case "share-agenda":
      return `/brief/room/${await roomId(desk)}`;
    case "live":
    case "use-template":
    case "pick-question":
    case "meeting": {
      const { items } = await desk.call("meeting_list", {
        state: "planned",
        order: "earliest",
        from: "2026-03-03",
      });
      return `/${name === "live" ? "live" : "meeting"}/${first(items).id}`;
    }
    case "meeting-held": {
      const { items } = await desk.call("meeting_list", {
        state: "held",
        order: "latest",
      });
      return `/meeting/${(items.find((meeting) => meeting.has_notes) ?? first(items)).id}`;
    }
    case "person": {
      const { items } = await desk.call("relationship_list", {
        role: "mentee",
      });
      return `/person/${first(items).person_id}`;
    }
    case "calendar-month":
    case "calendar-week":
    case "calendar-agenda":
      return `/calendar/${name.slice("calendar-".length)}/2026-03-03`;
    case "goal": {
      const { items } = await desk.call("goal_list", { state: "open" });
      return `/goal/${(items.find((goal) => goal.milestones > 1) ?? first(items)).id}`;
    }
    case "resource": {
      const { items } = await desk.call("resource_list", {});
      return `/library/${(items.find((resource) => resource.shares.length > 0) ?? first(items)).id}`;
    }
    default:
      return "/today";
  }
}

/** The room that has the next meeting with a mentor: the fullest there is. */
async function roomId(desk: Desk): Promise<string> {
  const { items } = await desk.call("relationship_list", { role: "mentee" });
  const next = items
    .filter((room) => room.next_meeting !== null)
    .sort((a, b) => (a.next_meeting?.starts_at ?? 0) - (b.next_meeting?.starts_at ?? 0));
  return (next[0] ?? first(items)).id;
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("The made-up year lacks what this screen shows");
  return item;
}
