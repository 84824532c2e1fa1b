import type { Locator, Page } from "@playwright/test";
import type { Commands } from "../../../ui/src/api/bindings.ts";
import {
  inEndedRoom,
  inMeeting,
  inRoom,
  inSeries,
  maria,
  place,
  withAdvice,
  withChallenge,
  withContact,
  withDecision,
  withGoal,
  withJournal,
  withPromise,
} from "./arranged.ts";
import type { Desk } from "./desk.ts";
import { expect } from "./test.ts";

/** A dialog a person types into. */
interface Row {
  what: string;
  /** Arranges what it is about, and says where that is. */
  at: (desk: Desk) => Promise<string>;
  /** Opens it by a key, a menu or a command. */
  begin: (page: Page) => Promise<void>;
  dialog: string | RegExp;
  /** The field, what is typed into it, and what stands there afterwards if that is not the same. */
  field: string;
  typed: string;
  stands?: RegExp;
  /** What else is needed before it can be sent. */
  also?: (dialog: Locator) => Promise<void>;
  /** What is sent, and what is in it of what was typed. */
  command: keyof Commands;
  sent?: string;
  /** What is typed is a name to choose. */
  chosen?: boolean;
}

export const press = (key: string) => (page: Page) => page.keyboard.press(key);

/** Opens a menu by its button, and does what an item of it says. */
const menu = (button: RegExp, item: string) => async (page: Page) => {
  await page.getByRole("main").getByRole("button", { name: button }).first().press("Enter");
  await page.getByRole("menuitem", { name: item, exact: true }).press("Enter");
};

/** Does what a command says. */
export const command = (words: string) => async (page: Page) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(words);
  await expect(page.getByRole("option", { selected: true })).toContainText(words);
  await page.keyboard.press("Enter");
};

/** Presses a button of the page or of the dialog that stands. */
const button = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).press("Enter");
};

/** Chooses one of a field's few, by its words. */
export async function pick(field: Locator, option: string | RegExp): Promise<void> {
  await field.click();
  await field.page().getByRole("option", { name: option, exact: true }).click();
  await expect(field.page().getByRole("listbox")).toHaveCount(0);
}

/** Chooses somebody by typing their name. */
export async function choose(within: Page | Locator, label: string, name: string): Promise<void> {
  const field = within.getByRole("combobox", { name: label });
  await field.pressSequentially(name);
  await expect(within.getByRole("option", { name }).first()).toBeVisible();
  await field.press("Enter");
}

const actionMenu = /^More about: Send the slides/;
const adviceMenu = /^Actions for “Say the number first”/;
const decisionMenu = /^Actions for “June or wait/;
const winMenu = /^Actions for “Led the review”/;

export const rows: Row[] = [
  {
    what: "a new person",
    at: place("/people"),
    begin: press("n"),
    dialog: "Add a person",
    field: "Name",
    typed: "Amara Okafor",
    command: "person_add",
  },
  {
    what: "a person's facts",
    at: async (desk) => `/person/${(await maria(desk)).person.id}`,
    begin: press("e"),
    dialog: "Change the facts",
    field: "Position",
    typed: "Head of research",
    command: "person_change",
  },
  {
    what: "two entries of one person",
    at: async (desk) => {
      await desk.person("Maja L.");
      return `/person/${(await maria(desk)).person.id}`;
    },
    begin: menu(/^More about this person/, "Merge with another entry"),
    dialog: "One person, two entries",
    field: "The other entry",
    typed: "Maja L.",
    chosen: true,
    command: "person_merge",
    sent: "absorb",
  },
  {
    what: "a new relationship",
    at: place("/rooms"),
    begin: command("Start a relationship"),
    dialog: "Start a relationship",
    field: "What it is for, in a few words",
    typed: "Writing",
    also: (dialog) => choose(dialog, "Person", "Maria"),
    command: "relationship_start",
  },
  {
    what: "a relationship",
    at: inRoom,
    begin: press("e"),
    dialog: "Change the relationship",
    field: "What it is for, in a few words",
    typed: "Writing",
    command: "relationship_change",
  },
  {
    what: "a move to another phase",
    at: inRoom,
    begin: menu(/^More about this room/, "Move to another phase"),
    dialog: "Move to another phase",
    field: "Why, if you like",
    typed: "Away until May",
    command: "relationship_move_phase",
  },
  {
    what: "how long an ended room is kept",
    at: inEndedRoom,
    begin: menu(/^More about this room/, "Keep for a time"),
    dialog: "Keep for a time",
    field: "Keep this room until",
    typed: "1 June 2027",
    stands: /1 June 2027/,
    command: "relationship_keep",
    sent: "2027-06-01",
  },
  {
    what: "a new meeting",
    at: inRoom,
    begin: press("m"),
    dialog: "Plan a meeting",
    field: "Title, if you like",
    typed: "The offer",
    command: "meeting_plan",
  },
  {
    what: "a new meeting on a day of the calendar",
    at: place("/calendar/month/2026-03-12"),
    begin: press("n"),
    dialog: "Plan a meeting",
    field: "Title, if you like",
    typed: "The offer",
    also: (dialog) => choose(dialog, "With whom", "Maria"),
    command: "meeting_plan",
  },
  {
    what: "a meeting",
    at: inMeeting,
    begin: press("e"),
    dialog: "Change the meeting",
    field: "Title, if you like",
    typed: "The offer",
    command: "meeting_change",
  },
  {
    what: "another date for a meeting",
    at: inMeeting,
    begin: press("m"),
    dialog: "Move the meeting",
    field: "Why, if you like",
    typed: "She is ill",
    also: async (dialog) => {
      await dialog.getByLabel("Date", { exact: true }).fill("6 March");
      await dialog.getByLabel("Date", { exact: true }).blur();
    },
    command: "meeting_move",
  },
  {
    what: "a meeting that took place already",
    at: inMeeting,
    begin: menu(/^More about this meeting/, "It took place already"),
    dialog: "It took place already",
    field: "Time",
    typed: "08:15",
    command: "meeting_hold",
  },
  {
    what: "a meeting that is called off",
    at: inMeeting,
    begin: button("Call it off"),
    dialog: "Call it off",
    field: "Why, if you like",
    typed: "She is ill",
    command: "meeting_cancel",
  },
  {
    what: "a meeting that did not happen",
    at: (desk) => inMeeting(desk, "2026-03-03T08:00"),
    begin: press("f"),
    dialog: "It didn’t happen",
    field: "Why, if you like",
    typed: "Nobody came",
    command: "meeting_miss",
  },
  {
    what: "a meeting of a series that is called off",
    at: inSeries,
    begin: button("Call it off"),
    dialog: "Call it off",
    field: "Why, if you like",
    typed: "She is ill",
    command: "meeting_cancel",
  },
  {
    what: "a new goal",
    at: place("/goals"),
    begin: press("n"),
    dialog: "Set a goal",
    field: "Goal",
    typed: "Write a page a day",
    command: "goal_set",
  },
  {
    what: "a goal",
    at: withGoal,
    begin: press("e"),
    dialog: "Change the goal",
    field: "Why it matters",
    typed: "It is expected",
    command: "goal_change",
  },
  {
    what: "a goal that is let go",
    at: withGoal,
    begin: menu(/^More about this goal/, "Let it go"),
    dialog: "Let this goal go",
    field: "Why, if you like",
    typed: "Others do it",
    command: "goal_drop",
  },
  {
    what: "a milestone",
    at: withGoal,
    begin: menu(/^More about “Five minutes”/, "Change the milestone"),
    dialog: "Change the milestone",
    field: "Milestone",
    typed: "Ten minutes",
    command: "milestone_change",
  },
  {
    what: "a new promise",
    at: place("/actions"),
    begin: press("n"),
    dialog: "Add a promise",
    field: "What was promised",
    typed: "Book a room",
    command: "action_add",
  },
  {
    what: "a promise",
    at: withPromise,
    begin: menu(actionMenu, "Change the promise"),
    dialog: "Change the promise",
    field: "What was promised",
    typed: "Book a room",
    command: "action_change",
  },
  {
    what: "a promise that is let go",
    at: withPromise,
    begin: menu(actionMenu, "Let it go…"),
    dialog: "Let the promise go",
    field: "Why, if you like",
    typed: "Nobody needs it",
    command: "action_drop",
  },
  {
    what: "new advice",
    at: place("/advice"),
    begin: press("n"),
    dialog: "Add advice",
    field: "What was advised",
    typed: "Ask twice",
    also: (dialog) => choose(dialog, "With whom?", "Maria"),
    command: "advice_add",
  },
  {
    what: "advice",
    at: withAdvice,
    begin: menu(adviceMenu, "Change advice"),
    dialog: "Change advice",
    field: "What was advised",
    typed: "Ask twice",
    command: "advice_change",
  },
  {
    what: "advice that is tried",
    at: withAdvice,
    begin: menu(adviceMenu, "Try it"),
    dialog: "Try it",
    field: "Does it fit, and why?",
    typed: "It feels rude",
    command: "advice_decide",
  },
  {
    what: "advice that is not for me",
    at: withAdvice,
    begin: menu(adviceMenu, "Not for me"),
    dialog: "Not for me",
    field: "Does it fit, and why?",
    typed: "I am not she",
    command: "advice_decide",
  },
  {
    what: "what came of advice",
    at: withAdvice,
    begin: menu(adviceMenu, "Say what came of it"),
    dialog: "Say what came of it",
    field: "What happened",
    typed: "They wrote it down",
    command: "advice_result",
  },
  {
    what: "a new decision",
    at: place("/advice/decisions"),
    begin: press("n"),
    dialog: "Add a decision",
    field: "What there is to decide",
    typed: "Stay or go?",
    command: "decision_add",
  },
  {
    what: "a decision",
    at: withDecision,
    begin: menu(decisionMenu, "Change the decision"),
    dialog: "Change the decision",
    field: "What there is to decide",
    typed: "Stay or go?",
    command: "decision_change",
  },
  {
    what: "what is decided",
    at: withDecision,
    begin: menu(decisionMenu, "Decide"),
    dialog: "Decide",
    field: "What you choose",
    typed: "June",
    command: "decision_make",
  },
  {
    what: "a look back on a decision",
    at: (desk) => withDecision(desk, true),
    begin: menu(decisionMenu, "Look back"),
    dialog: "Look back",
    field: "What came of it",
    typed: "I was ready enough",
    command: "decision_look_back",
  },
  {
    what: "a new win",
    at: place("/advice/wins"),
    begin: press("n"),
    dialog: "Add a win",
    field: "What went well",
    typed: "Said no",
    command: "journal_add",
  },
  {
    what: "a win",
    at: (desk) => withJournal(desk, "win"),
    begin: menu(winMenu, "Change the win"),
    dialog: "Change the win",
    field: "What went well",
    typed: "Said no",
    command: "journal_change",
  },
  {
    what: "a new story",
    at: place("/advice/stories"),
    begin: press("n"),
    dialog: "Add a story",
    field: "The lesson",
    typed: "Ask early",
    also: (dialog) => choose(dialog, "Who told it", "Maria"),
    command: "journal_add",
  },
  {
    what: "a story",
    at: (desk) => withJournal(desk, "story"),
    begin: button("Change the story"),
    dialog: "Change the story",
    field: "The lesson",
    typed: "Ask early",
    command: "journal_change",
  },
  {
    what: "a new challenge",
    at: place("/advice/challenges"),
    begin: press("n"),
    dialog: "Add a challenge",
    field: "What is difficult",
    typed: "No time",
    command: "challenge_add",
  },
  {
    what: "a challenge",
    at: withChallenge,
    begin: button("Go on with it"),
    dialog: "Change the challenge",
    field: "What is difficult",
    typed: "No time",
    command: "challenge_change",
  },
  {
    what: "a challenge that is solved",
    at: withChallenge,
    begin: button("Solved"),
    dialog: "Solved",
    field: "What worked",
    typed: "Two more came",
    command: "challenge_close",
  },
  {
    what: "something new for the library",
    at: place("/library"),
    begin: press("n"),
    dialog: "Add to the library",
    field: "Title",
    typed: "On asking for help",
    also: (dialog) => dialog.getByLabel("Address").fill("https://example.org/help"),
    command: "resource_add",
  },
  {
    what: "something of the library",
    at: async (desk) => `/library/${(await desk.link("On asking", "https://example.org/help")).id}`,
    begin: button("Change"),
    dialog: "Change",
    field: "What it is good for",
    typed: "The second half",
    command: "resource_change",
  },
  {
    what: "a new template",
    at: place("/templates"),
    begin: press("n"),
    dialog: "Add a template",
    field: "Name",
    typed: "Short ones",
    also: (dialog) => dialog.getByLabel("Lines").fill("What is new?"),
    command: "template_add",
  },
  {
    what: "a template for a room",
    at: place("/templates"),
    begin: menu(/^More for the template/, "Make one for a room…"),
    dialog: "Add a template",
    field: "Name",
    typed: "Short ones",
    also: (dialog) => choose(dialog, "Which room", "Maria"),
    command: "template_add",
  },
  {
    what: "a new question",
    at: place("/templates"),
    begin: press("q"),
    dialog: "Add a question",
    field: "Question",
    typed: "What would you drop?",
    command: "question_add",
  },
  {
    what: "a contact",
    at: withContact,
    begin: menu(/^More about this contact/, "Change the contact"),
    dialog: "Change the contact",
    field: "What it was about",
    typed: "The offer",
    command: "contact_change",
  },
  {
    what: "a line in quick add",
    at: inRoom,
    begin: press("Control+n"),
    dialog: "Quick add",
    field: "In one line",
    typed: "ask about the offer",
    command: "quick_add",
  },
];
