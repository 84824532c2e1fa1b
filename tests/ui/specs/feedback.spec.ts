import type { Page } from "@playwright/test";
import { fits, look, lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });
const list = (page: Page, name: string) => page.getByRole("list", { name, exact: true });

test("what I see in my mentee stands apart, dated and private, and is written without a mouse", async ({
  page,
  desk,
}) => {
  const ada = await desk.mentee("Ada Brandt");
  const about = { kind: "relationship" as const, id: ada.room.id };
  await desk.call("note_write", { about, body: "Likes tea" });
  await open(page, `/room/${ada.room.id}/notes`);
  const well = page.getByRole("region", { name: "Private. Leaves only if you say so" });
  await expect(well.getByRole("heading", { name: "Strengths" })).toBeVisible();
  await expect(well).toContainText("Nothing yet. Where could a next step lead?");
  await expect(list(page, "Other notes")).toContainText("Likes tea");

  await page.keyboard.press("n");
  await expect(well.getByRole("textbox", { name: "Write a private note" })).toBeFocused();
  await page.keyboard.type("Calmed the room when the demo failed");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: "Plain note" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Strength" })).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(list(page, "Strengths")).toContainText("Calmed the room");
  await expect(list(page, "Strengths"), "the evidence has its day").toContainText("Today");
  await expect(list(page, "Other notes")).not.toContainText("Calmed");
  await look(page, "light");
  await look(page, "dark");
});

test("a note is marked, marked otherwise, and taken back", async ({ page, desk }) => {
  const ada = await desk.mentee("Ada Brandt");
  const about = { kind: "relationship" as const, id: ada.room.id };
  await desk.call("note_write", { about, body: "Asks for help late" });
  await open(page, `/room/${ada.room.id}/notes`);
  const more = page.getByRole("button", { name: "More about this note" });
  const mark = async (words: string) => {
    await expect(more, "both lists have heard of it").toHaveCount(1);
    await more.click();
    await page.getByRole("menuitem", { name: words }).click();
  };
  await mark("Mark as an area to grow in");
  await expect(said(page, "Marked: to grow in")).toBeVisible();
  await expect(list(page, "To grow in")).toContainText("Asks for help late");
  await expect(
    list(page, "To grow in").getByRole("button", { name: "More about this note" }),
    "the focus goes with it",
  ).toBeFocused();
  await mark("Mark as a strength");
  await expect(list(page, "Strengths")).toContainText("Asks for help late");
  await page.keyboard.press("Control+z");
  await expect(list(page, "To grow in")).toContainText("Asks for help late");
  await mark("Make it a plain note");
  await expect(list(page, "Other notes")).toContainText("Asks for help late");
});

test("where I am the mentee the notes are not sorted into strengths", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.call("note_write", {
    about: { kind: "relationship", id: maria.room.id },
    body: "Half past six",
  });
  await open(page, `/room/${maria.room.id}/notes`);
  await expect(list(page, "Private notes")).toContainText("Half past six");
  await expect(page.getByRole("heading", { name: "Strengths" })).toHaveCount(0);
});

test("feedback grows from four answers, survives a crash, and stays a private note", async ({
  page,
  desk,
}) => {
  const ada = await desk.mentee("Ada Brandt");
  const about = { kind: "relationship" as const, id: ada.room.id };
  await desk.call("note_draft_keep", { about, body: "Half a note" });
  await open(page, `/room/${ada.room.id}`);
  await page.keyboard.press("f");
  const dialog = page.getByRole("dialog", { name: "Feedback for Ada Brandt" });
  const field = (name: string) => dialog.getByRole("textbox", { name, exact: true });
  await expect(field("Situation")).toBeFocused();
  await page.keyboard.type("In the review on Tuesday");
  await page.keyboard.press("Tab");
  await page.keyboard.type("you let Tom finish before you answered");
  await field("Impact").fill("The others dared to ask, too.");
  await field("Next").fill("Keep it up");
  await expect(field("The text")).toHaveValue(
    "In the review on Tuesday. You let Tom finish before you answered. The others dared to ask, too.\n\nKeep it up.",
  );
  await look(page, "light");
  await look(page, "dark");
  const kept = async () => (await desk.call("note_draft_find", { about, draft: "feedback" })).body;
  await expect.poll(kept).toContain("Keep it up");
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored, "private text never reaches the browser's storage").toBe("[{},{}]");

  await page.reload();
  await open(page, `/room/${ada.room.id}/notes`);
  await expect(
    page.getByRole("textbox", { name: "Write a private note" }),
    "a note begun is left alone",
  ).toHaveValue("Half a note");
  await page.getByRole("button", { name: "Prepare feedback" }).click();
  await expect(field("Impact")).toHaveValue("The others dared to ask, too.");
  await field("The text").fill("On Tuesday you let Tom finish. The others dared to ask.");
  await field("Next").fill("Do it again");
  await expect(field("The text"), "what was changed by hand is kept").toHaveValue(/^On Tuesday you let Tom/);
  await dialog.getByRole("button", { name: "Make it from the answers again" }).click();
  await expect(field("The text")).toHaveValue(/Do it again\.$/);
  await expect(field("The text"), "the focus does not go with the button").toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(said(page, "Kept as a private note")).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(list(page, "Other notes")).toContainText("Do it again.");
  await expect.poll(kept, "the draft went with it").toBe("");
  expect((await desk.call("note_draft_find", { about })).body).toBe("Half a note");
});

test("only the topic's title goes onto the agenda, and the text is copied when asked", async ({
  page,
  desk,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const ada = await desk.mentee("Ada Brandt");
  const meeting = await desk.meeting(ada, "2026-03-05T15:00");
  await open(page, `/room/${ada.room.id}/notes`);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill("Prepare feedback");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Feedback for Ada Brandt" });
  await expect(dialog.getByRole("button", { name: "Keep as a private note" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Behaviour" }).fill("You spoke over Tom twice");
  await dialog.getByRole("button", { name: "Copy" }).click();
  await expect(said(page, "Copied. Outside Ithaca")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("You spoke over Tom twice.");
  await dialog.getByRole("textbox", { name: "Topic for the next agenda" }).fill("How we listen");
  await page.keyboard.press("Enter");
  await expect(said(page, "On the agenda: How we listen")).toBeVisible();
  await page.setViewportSize({ width: 720, height: 520 });
  await fits(page);
  await page.keyboard.press("Escape");
  await open(page, `/meeting/${meeting.id}`);
  await expect(page.getByRole("main")).toContainText("How we listen");
  await expect(page.getByRole("main")).not.toContainText("spoke over");
});

test("an honest conversation grows from three answers, by keyboard, and a disagreement from both sides", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const about = { kind: "relationship" as const, id: maria.room.id };
  await open(page, `/room/${maria.room.id}/notes`);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill("honest conversation");
  await page.keyboard.press("Enter");
  const honest = page.getByRole("dialog", { name: "An honest conversation with Maria Lindqvist" });
  await expect(honest.getByRole("textbox", { name: "What has changed" })).toBeFocused();
  await page.keyboard.type("i lead a team now");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Somebody who did that before");
  await page.keyboard.press("Tab");
  await page.keyboard.type("could we talk about people, not code?");
  await expect(honest.getByRole("textbox", { name: "The text" })).toHaveValue(
    "I lead a team now. Somebody who did that before.\n\nCould we talk about people, not code?",
  );
  await look(page, "light");
  await page.keyboard.press("Control+Enter");
  await expect(honest).toBeHidden();
  await expect(list(page, "Private notes")).toContainText("Could we talk about people");

  await page.getByRole("button", { name: "Settle a disagreement" }).click();
  const conflict = page.getByRole("dialog", { name: "A disagreement with Maria Lindqvist" });
  await conflict.getByRole("textbox", { name: "How I see it" }).fill("you cancelled three times");
  await conflict.getByRole("textbox", { name: "How they see it" }).fill("The quarter was too full.");
  const kept = async () => (await desk.call("note_draft_find", { about, draft: "disagreement" })).body;
  await expect.poll(kept).toContain("too full");
  await conflict.getByRole("textbox", { name: "What we agreed" }).fill("Twenty minutes are better than none");
  await conflict.getByLabel("Look at it again on", { exact: true }).fill("in two weeks");
  await conflict.getByRole("textbox", { name: "The text" }).focus();
  await lookTwice(page);
  await page.setViewportSize({ width: 720, height: 520 });
  await fits(page);
  await page.keyboard.press("Control+Enter");
  await expect(conflict).toBeHidden();
  await expect(list(page, "Private notes")).toContainText(
    /How I see it: You cancelled three times\.\s*How you see it: The quarter was too full\.\s*What we agreed: Twenty minutes/,
  );
  const { items } = await desk.call("action_list", { owner: "mine" });
  expect(
    items.map(({ title, due_on, relationship_id }) => [title, due_on, relationship_id]),
    "looking back is a promise that says nothing of what it was about",
  ).toEqual([["Look again at what we agreed", "2026-03-17", maria.room.id]]);
});
