import { furnish, show, type ScreenName } from "../world/screens.ts";
import { missing, printed, read } from "../world/paper.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test.skip(process.platform !== "linux", "pdftotext reads the paper");

const pages: ScreenName[] = [
  "today",
  "rooms",
  "room",
  "room-timeline",
  "room-goals",
  "room-resources",
  "room-about",
  "meeting",
  "meeting-held",
  "brief",
  "advice",
  "decisions",
  "wins",
  "people",
  "person",
  "calendar-agenda",
  "actions",
  "goals",
  "goal",
  "library",
  "inbox",
  "bin",
];

test("every page prints what it shows, word by word", async ({ page, desk }) => {
  test.setTimeout(300_000);
  await furnish(desk);
  for (const name of pages) {
    await test.step(name, async () => {
      await show(name, page, desk);
      const pieces = await read(page);
      expect(pieces.length, `${name} says something`).toBeGreaterThan(2);
      expect(missing(pieces, await printed(page)), name).toEqual([]);
    });
  }
});

test("the brief prints advice, wins and decisions by their words", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const relationship_id = maria.room.id;
  const room = { relationship_id, meeting_id: null, goal_id: null };
  await desk.call("advice_add", {
    fields: {
      ...room,
      text: "Ask 3 people before you answer",
      given_by: "theirs",
    },
    try_by: null,
  });
  await open(page, `/brief/room/${relationship_id}`);
  await expect(page.getByRole("main")).toContainText("Ask 3 people before you answer");
  const paper = await printed(page);
  expect(paper.replace(/\s+/g, " ")).toContain("Ask 3 people before you answer");
});

test("the agenda to share is printed alone, as it is looked at", async ({ page, desk }) => {
  await furnish(desk);
  await show("share-agenda", page, desk);
  const letter = page.getByRole("region", { name: "Preview" });
  await expect(letter).toHaveText(/\S/);
  const text = (await letter.allInnerTexts()).join(" ");
  const plain = (words: string) => words.replace(/\s+/g, "");
  expect(plain(await printed(page)), "the letter, nothing before and nothing after it").toBe(plain(text));
});

test("a long list is printed to its end", async ({ page, desk }) => {
  for (let number = 1; number <= 90; number += 1) await desk.person(`Person number ${number}.`);
  await open(page, "/people");
  await expect(page.getByRole("main")).toContainText("Person number 1.");
  const paper = (await printed(page)).replace(/\s+/g, " ");
  const lost = [];
  for (let number = 1; number <= 90; number += 1)
    if (!paper.includes(`Person number ${number}.`)) lost.push(number);
  expect(lost, "also what the window would have to be scrolled to").toEqual([]);
});
