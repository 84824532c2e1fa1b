import type { Page } from "@playwright/test";
import { pick } from "../world/choosing.ts";
import { fits, look } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });
const agenda = (page: Page) => page.getByRole("list", { name: "Agenda" }).getByRole("listitem");

test("a template puts its ticked lines on the agenda, by keyboard, once", async ({ page, desk }) => {
  const ada = await desk.mentor("Ada Ahlgren");
  const past = await desk.meeting(ada, "2026-03-02T10:00");
  await desk.call("meeting_hold", { id: past.id });
  const meeting = await desk.meeting(ada, "2026-03-05T10:00");
  await open(page, `/meeting/${meeting.id}`);
  await expect(page.getByRole("button", { name: "Use a template" })).toBeVisible();
  await page.keyboard.press("u");
  const dialog = page.getByRole("dialog", { name: "Use a template" });
  const which = dialog.getByRole("combobox", { name: "Template" });
  await expect(which, "the keyboard begins with the choice").toBeFocused();
  await expect(which).toHaveText("A regular meeting (fits now)");
  await dialog.getByRole("checkbox", { name: "What is difficult just now" }).uncheck();
  await dialog.getByRole("button", { name: "Put 4 points on the agenda" }).press("Enter");
  await expect(said(page, "4 points added to the agenda")).toBeVisible();
  await expect(agenda(page)).toHaveCount(4);
  await expect(agenda(page).first()).toContainText("What has moved since last time");

  await page.keyboard.press("u");
  await expect(
    dialog.getByRole("checkbox", { name: "What has moved since last time" }),
    "what stands there is not offered",
  ).toBeDisabled();
  await dialog.getByRole("button", { name: "Put 1 point on the agenda" }).click();
  await expect(agenda(page)).toHaveCount(5);
  await said(page, "1 point added").getByRole("button", { name: "Undo" }).click();
  await expect(agenda(page)).toHaveCount(4);
  await page.keyboard.press("Control+z");
  await expect(agenda(page), "the four were one step").toHaveCount(0);
});

test("a question is picked by keyboard, and next time it is known whom it was asked", async ({
  page,
  desk,
}) => {
  const ada = await desk.mentor("Ada Ahlgren");
  const meeting = await desk.meeting(ada, "2026-03-03T08:30");
  const next = await desk.meeting(ada, "2026-03-12T10:00");
  await open(page, `/meeting/${meeting.id}`);
  await expect(page.getByRole("button", { name: "Pick a question" })).toBeVisible();
  await page.keyboard.press("q");
  const dialog = page.getByRole("dialog", { name: "Pick a question" });
  await expect(dialog.getByRole("searchbox", { name: "Find a question" })).toBeFocused();
  await page.keyboard.type("stay touch");
  const found = dialog.getByRole("list", { name: "Questions" }).getByRole("listitem");
  await expect(found).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(agenda(page).filter({ hasText: "How would we like to stay in touch?" })).toContainText(
    "question",
  );

  await page.keyboard.press("q");
  await expect(found.last(), "what stands on the agenda comes last").toContainText("on the agenda");
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Talked about: How would we like to stay in touch?" }).click();
  await page.keyboard.press("h");
  await expect(said(page, "The meeting took place")).toBeVisible();
  await expect(page.getByRole("dialog", { name: "What follows" })).toBeVisible();
  await page.keyboard.press("Escape");

  await open(page, `/meeting/${next.id}`);
  await page.keyboard.press("q");
  await expect(found.last()).toContainText("How would we like to stay in touch?");
  await expect(found.last()).toContainText("asked Ada Ahlgren on 3 March");
  await pick(dialog.getByRole("combobox", { name: "Occasion" }), "Parting");
  await expect(found.first(), "of Ada it was asked, of the rest nothing was").not.toContainText("asked");
  await dialog.getByRole("searchbox", { name: "Find a question" }).fill("no such words");
  await dialog.getByRole("button", { name: "Show all questions" }).click();
  await expect(dialog.getByRole("combobox", { name: "Occasion" })).toHaveText("Every occasion");
  await expect(found.nth(30), "all of them again").toBeAttached();
});

test("Enter right after typing picks what was typed, not what stood first before", async ({ page, desk }) => {
  const ada = await desk.mentor("Ada Ahlgren");
  const meeting = await desk.meeting(ada, "2026-03-12T10:00");
  await open(page, `/meeting/${meeting.id}`);
  await page.keyboard.press("q");
  const dialog = page.getByRole("dialog", { name: "Pick a question" });
  await expect(dialog.getByRole("listitem").nth(5)).toBeVisible();
  await page.route("**/call/question_list", async (route) => {
    await new Promise((later) => setTimeout(later, 500));
    await route.continue();
  });
  await dialog.getByRole("searchbox", { name: "Find a question" }).fill("stay touch");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(agenda(page)).toHaveCount(1);
  await expect(agenda(page)).toContainText("How would we like to stay in touch?");
});

test("ours are reworded and put back, one’s own are added and deleted, in both languages", async ({
  page,
  desk,
}) => {
  await open(page, "/settings");
  await page.getByRole("link", { name: "See and change them" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Templates and questions" })).toBeVisible();
  const templates = page.getByRole("list", { name: "Agenda templates" });
  await templates.getByRole("button", { name: "A good ending", exact: true }).click();
  const change = page.getByRole("dialog", { name: "Change the template" });
  await change.getByLabel("Name").fill("Saying goodbye");
  await change.getByLabel("Lines").fill("What we did\n? What stays?");
  await change.getByRole("button", { name: "Save" }).click();
  const reworded = templates.getByRole("listitem").filter({ hasText: "Saying goodbye" });
  await expect(reworded).toContainText("In your words");
  await expect(reworded).toContainText("2 lines");
  await desk.settings({ language: "de" });
  await expect(page.getByRole("heading", { level: 1, name: "Vorlagen und Fragen" })).toBeVisible();
  const german = page.getByRole("list", { name: "Vorlagen für die Agenda" });
  await expect(german, "ours speak German now").toContainText("Ein gewöhnliches Treffen");
  await expect(german, "and one’s own words stay").toContainText("Saying goodbye");
  await desk.settings({ language: "en" });
  await reworded.hover();
  await reworded.getByRole("button", { name: /^More for the template/ }).click();
  await page.getByRole("menuitem", { name: "Put the original back" }).click();
  await expect(said(page, "The original is back")).toBeVisible();
  await expect(templates.getByRole("button", { name: "A good ending", exact: true })).toBeVisible();

  await page.keyboard.press("q");
  const add = page.getByRole("dialog", { name: "Add a question" });
  await add.getByLabel("Question", { exact: true }).fill("What would you sing?");
  await pick(add.getByRole("combobox", { name: "Occasion" }), "First meeting");
  await add.getByRole("button", { name: "Add" }).click();
  const own = page
    .getByRole("list", { name: "Questions" })
    .getByRole("listitem")
    .filter({ hasText: "What would you sing?" });
  await expect(own).toContainText("Your own");
  await own.hover();
  await own.getByRole("button", { name: /^More for the question/ }).click();
  await page.getByRole("menuitem", { name: "Delete the question" }).click();
  await expect(own).toHaveCount(0);
  await said(page, "Question deleted").getByRole("button", { name: "Undo" }).click();
  await expect(own).toHaveCount(1);
});

test("after four meetings held the page asks how the talks go, and the room keeps the trend", async ({
  page,
  desk,
}) => {
  const ben = await desk.mentee("Ben Okoro");
  const held = [];
  for (const day of ["05", "12", "19", "26"]) {
    const meeting = await desk.meeting(ben, `2026-02-${day}T10:00`);
    await desk.call("meeting_hold", { id: meeting.id });
    held.push(meeting);
  }
  const [first, , third, fourth] = held;
  await open(page, `/meeting/${third?.id}`);
  await expect(page.getByRole("heading", { name: "Agenda" })).toBeVisible();
  await expect(page.getByRole("region", { name: "How are your talks going?" })).toHaveCount(0);
  await open(page, `/meeting/${fourth?.id}`);
  const check = page.getByRole("region", { name: "How are your talks going?" });
  await check.getByRole("button", { name: "Not this time" }).click();
  await expect(check).toHaveCount(0);
  await said(page, "Passed over").getByRole("button", { name: "Undo" }).click();
  await check.getByRole("button", { name: "Keep it" }).click();
  await expect(check.getByRole("alert").first()).toHaveText("Choose a step from 1 to 5.");
  await check
    .getByRole("radiogroup", { name: "How useful is it to you?" })
    .getByRole("radio", { name: "4" })
    .check();
  await check
    .getByRole("radiogroup", { name: "How useful is it to them, as you see it?" })
    .getByRole("radio", { name: "3" })
    .check();
  await check.getByRole("radiogroup", { name: "Who talked more?" }).getByRole("radio", { name: "5" }).check();
  await check.getByLabel("A line about it, if you like").fill("I talked too much.");
  await check.getByRole("button", { name: "Keep it" }).click();
  await expect(check).toContainText("4 of 5 for you, 3 of 5 for them");

  const fields = { useful_to_me: 2, useful_to_them: 2, talked: null, text: "" };
  const room = ben.room.id;
  await desk.call("mutual_check_answer", { meeting_id: first?.id ?? "", relationship_id: room, fields });
  await open(page, `/room/${room}/about`);
  const trend = page.getByRole("region", { name: "How are your talks going?" });
  await expect(trend.getByRole("img")).toHaveCount(1);
  await expect(trend.getByRole("list", { name: "What you said so far" }).getByRole("listitem")).toHaveCount(
    2,
  );
  await expect(trend).toContainText("I talked too much.");
  await pick(trend.getByLabel("Ask how useful your talks are"), "Never");
  await expect
    .poll(async () => (await desk.call("relationship_show", { id: room })).relationship.check_every)
    .toBe(0);
  await fits(page);
  await look(page, "light");
  await look(page, "dark");
});

test("a template and a question of one room are offered there, first, and nowhere else", async ({
  page,
  desk,
}) => {
  const ada = await desk.mentor("Ada Ahlgren");
  const tariq = await desk.mentor("Tariq Haddad");
  const past = await desk.meeting([ada, tariq], "2026-02-02T10:00");
  await desk.call("meeting_hold", { id: past.id });
  const hers = await desk.meeting(ada, "2026-03-05T10:00");
  const his = await desk.meeting(tariq, "2026-03-06T10:00");
  await open(page, "/templates");
  const row = page.getByRole("listitem").filter({ hasText: "A quarter of an hour" });
  await row.getByRole("button", { name: /More for/ }).click();
  await page.getByRole("menuitem", { name: "Make one for a room…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a template" });
  await expect(dialog.getByLabel("Lines"), "it begins with the lines of ours").toHaveValue(/The one thing/);
  await dialog.getByLabel("Name").fill("Ada's quarter");
  await dialog.getByRole("combobox", { name: "Which room" }).fill("ada");
  await dialog.getByRole("option", { name: /Ada/ }).click();
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Ada's quarter" })).toContainText(
    "For Ada Ahlgren",
  );
  await expect(dialog).toHaveCount(0);

  await page.keyboard.press("q");
  const question = page.getByRole("dialog", { name: "Add a question" });
  await question.getByLabel("Question", { exact: true }).fill("What would Ada of ten years ago say?");
  await pick(question.getByLabel("For whom"), "One room only");
  await question.getByRole("combobox", { name: "Which room" }).fill("ada");
  await question.getByRole("option", { name: /Ada/ }).click();
  await question.getByRole("button", { name: "Add" }).click();

  const which = page.getByRole("combobox", { name: "Template" });
  await open(page, `/meeting/${hers.id}`);
  await page.getByRole("button", { name: "Use a template" }).click();
  await expect(which, "the room's own comes first").toHaveText(/^Ada's quarter/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("q");
  await page.getByRole("searchbox", { name: "Find a question" }).fill("ten years");
  await expect(page.getByRole("dialog").getByRole("list", { name: "Questions" })).toContainText("For Ada");
  await page.keyboard.press("Escape");

  await open(page, `/meeting/${his.id}`);
  await page.getByRole("button", { name: "Use a template" }).click();
  await which.click();
  await expect(page.getByRole("option", { name: "A decision to make" })).toBeVisible();
  await expect(page.getByRole("option", { name: /Ada's quarter/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(which, "Escape closed the list alone").toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("q");
  await page.getByRole("searchbox", { name: "Find a question" }).fill("ten years");
  await expect(page.getByRole("dialog")).toContainText("No question");
});
