import type { Page } from "@playwright/test";
import { look, lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });
const line = (page: Page) => page.getByRole("textbox", { name: /^A line/ });
const kept = (page: Page) => page.getByRole("list", { name: "Kept from this meeting" });

test.use({ now: "2026-03-03T15:20" });

test("seven lines become seven things without a click, and the meeting is closed in two", async ({
  page,
  desk,
  hands,
}) => {
  const maria = await desk.mentor("Maria Lindqvist", { cadence: { every: 2, unit: "week" } });
  const meeting = await desk.meeting(maria, "2026-03-03T15:00", {
    title: "Spring plans",
    duration_minutes: 45,
  });
  await open(page, `/live/${meeting.id}`);
  await expect(page.getByRole("navigation"), "nothing else is in sight").toHaveCount(0);
  await expect(page.getByRole("timer")).toContainText("25 minutes left");
  await expect(line(page), "the cursor waits in the line").toBeFocused();

  hands.rest();
  const lines = [
    "! send CV by Fri",
    "> introduce me to Ben",
    "* say the number first",
    "+ led the review",
    "? how do you say no",
    "= apply in June",
    "# she looked tired",
  ];
  for (const [index, words] of lines.entries()) {
    await hands.type(words);
    if (index === 0) {
      await expect(page.getByRole("main"), "the line shows at once what it became").toContainText(
        "by Friday",
      );
      await expect(line(page)).toHaveValue("send CV by Fri");
      await look(page, "light");
    }
    await hands.press("Enter");
    await expect(line(page)).toHaveValue("");
  }
  await expect(kept(page).getByRole("listitem")).toHaveCount(6);
  await expect(kept(page)).toContainText(/My promise\s*send CV/);
  await expect(page.getByRole("region", { name: /^Private/ })).toContainText("she looked tired");
  await look(page, "dark");
  expect(hands.inputs, "a line and Enter, no click").toBe(14);

  hands.rest();
  await hands.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "How was it?" });
  await hands.click(dialog.getByRole("button", { name: "Go on" }));
  const after = page.getByRole("dialog", { name: "What follows" });
  await expect(after).toContainText("Tuesday, 17 March".slice(9));
  await expect(after.getByRole("textbox", { name: /thank-you/ })).toHaveValue(
    /taking away:\n– (send CV\n– say the number first|say the number first\n– send CV)/,
  );
  await look(page, "light");
  await hands.click(after.getByRole("button", { name: "Plan it" }));
  await expect(said(page, /17 March/)).toBeVisible();
  await hands.press("Escape");
  expect(hands.inputs - 2, "two clicks besides keys").toBeLessThanOrEqual(2);
  await expect
    .poll(async () => {
      const shown = await desk.call("meeting_show", { id: meeting.id });
      return [shown.state, shown.followed];
    }, "held, and not asked about again")
    .toEqual(["held", true]);
  const actions = await desk.call("action_list", { owner: "mine" });
  expect([actions.items[0]?.title, actions.items[0]?.due_on]).toEqual(["send CV", "2026-03-06"]);
});

test("Backspace takes a marker back, and elsewhere a marker is only a sign", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T15:00");
  await open(page, `/live/${meeting.id}`);
  await line(page).pressSequentially("! ");
  await expect(page.getByRole("textbox", { name: "A line: My promise" })).toBeFocused();
  await page.keyboard.press("Backspace");
  await expect(page.getByRole("textbox", { name: "A line of notes" })).toHaveValue("");
  await line(page).pressSequentially("* not advice");
  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  await expect(line(page)).toHaveValue("* not advice");
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await page.keyboard.press("Enter");
  await line(page).pressSequentially("so !important");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => (await desk.call("meeting_show", { id: meeting.id })).notes)
    .toBe("* not advice!\n\nso !important");
  expect((await desk.call("advice_list", {})).items, "it became none").toEqual([]);
});

test("what is being typed survives the program, a private line among the private drafts only", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T15:00");
  const about = { kind: "meeting" as const, id: meeting.id };
  const draft = async () => (await desk.call("draft_find", { scope: `capture ${meeting.id}` })).body;
  const secret = async () => (await desk.call("note_draft_find", { about })).body;
  await open(page, `/live/${meeting.id}`);
  await line(page).pressSequentially("> send the slides");
  await expect.poll(draft).toContain("send the slides");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "A line: Their promise" })).toHaveValue("send the slides");
  await page.keyboard.press("Enter");
  await expect(kept(page)).toContainText("send the slides");
  await expect.poll(draft, "kept, so it is no draft any more").toBe("");

  await line(page).pressSequentially("# she looked tired");
  await expect.poll(secret).toBe("she looked tired");
  expect(await draft(), "nothing private among the other drafts").toBe("");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "A line: Private" })).toHaveValue("she looked tired");
  await page.keyboard.press("Enter");
  await expect.poll(secret).toBe("");
  await expect(page.getByRole("region", { name: /^Private/ })).toContainText("she looked tired");
});

test("a private note half written on the meeting's page is still there after a private line", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T15:00");
  const about = { kind: "meeting" as const, id: meeting.id };
  await desk.call("note_draft_keep", { about, body: "Half a\nthought" });
  await open(page, `/live/${meeting.id}`);
  await line(page).pressSequentially("# she looked tired");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: /^Private/ })).toContainText("she looked tired");
  await expect
    .poll(async () => (await desk.call("note_draft_find", { about })).body, "the draft of the other note")
    .toBe("Half a\nthought");
});

test("Ctrl+Enter keeps a half-typed line, Ctrl+Z right after Enter takes one back, and a long note is whole", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T15:00");
  await open(page, `/live/${meeting.id}`);
  await line(page).fill("+ led the review");
  await page.keyboard.press("Enter");
  await expect(kept(page)).toContainText("led the review");
  await page.keyboard.press("Control+z");
  await expect(kept(page), "there was no typing to undo").toHaveCount(0);
  const long = "word ".repeat(400).trim();
  await line(page).fill(long);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await desk.call("meeting_show", { id: meeting.id })).notes).toBe(long);

  await line(page).pressSequentially("= apply in June");
  await page.keyboard.press("Enter");
  await line(page).pressSequentially("! call Ben");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Go on" })).toBeFocused();
  const { items } = await desk.call("action_list", {});
  expect(items.map(({ title }) => title)).toEqual(["call Ben"]);
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("dialog", { name: "What follows" }).getByRole("radio", { name: "Not said" }),
    "it begins at the first question",
  ).toBeFocused();
  await page.keyboard.press("Escape");
  const came = page.getByRole("list", { name: "What came of it" });
  await expect(came, "what else was captured stands on the meeting's page").toContainText("apply in June");
  await expect(came).not.toContainText("call Ben");
});

test("a line too long to be a promise comes back, and once it is taken away the meeting can be finished", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T15:00");
  await open(page, `/live/${meeting.id}`);
  await line(page).pressSequentially("! ");
  await line(page).fill("x".repeat(600));
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("alert")).toContainText(/600 characters; 500 fit/);
  await expect(line(page), "nothing is lost, and nothing is finished").toHaveValue("x".repeat(600));
  await line(page).fill("");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog", { name: "How was it?" })).toBeVisible();
});

test("however much was captured, the line, the time and the way out stay in sight", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-03T15:00");
  for (let number = 1; number <= 25; number += 1)
    await desk.call("capture_add", {
      meeting_id: meeting.id,
      kind: "advice",
      text: `Advice ${number}`,
      relationship_id: null,
    });
  for (const size of [
    { width: 1280, height: 800 },
    { width: 720, height: 520 },
  ]) {
    await page.setViewportSize(size);
    await open(page, `/live/${meeting.id}`);
    await line(page).focus();
    await expect(line(page)).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("timer")).toBeInViewport({ ratio: 1 });
    await page.getByRole("main").evaluate((main) => main.scrollTo(0, 300));
    await expect(line(page)).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("button", { name: /^Finish/ })).toBeInViewport({ ratio: 1 });
    await lookTwice(page);
  }
});

test("a captured line is reworded, deleted and taken back in place", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const ben = await desk.mentor("Ben Okoro");
  const meeting = await desk.meeting([maria, ben], "2026-03-03T15:00");
  await open(page, `/live/${meeting.id}`);
  await line(page).pressSequentially("> send slides");
  await page
    .getByRole("radiogroup", { name: "Whom it concerns" })
    .getByRole("radio", { name: "Ben" })
    .check();
  await line(page).focus();
  await page.keyboard.press("Enter");
  await expect(kept(page)).toContainText("Ben Okoro");
  await kept(page)
    .getByRole("button", { name: /Actions for/ })
    .focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Reword" }).click();
  await page.getByRole("textbox", { name: "Their promise", exact: true }).fill("send the slides by tomorrow");
  await page.keyboard.press("Enter");
  await expect(kept(page)).toContainText(/send the slides.*tomorrow/s);
  await kept(page)
    .getByRole("button", { name: /Actions for/ })
    .focus();
  await page.keyboard.press("Delete");
  await expect(kept(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(kept(page)).toContainText("send the slides");
});

test("a meeting that did not happen is one answer, and one that did is asked about once", async ({
  page,
  desk,
  hands,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const meeting = await desk.meeting(maria, "2026-03-02T15:00", { title: "Yesterday" });
  await open(page, "/today");
  const untold = page.getByRole("list", { name: "How was it?" });
  await untold.getByRole("link").first().focus();
  hands.rest();
  await hands.press("h");
  const after = page.getByRole("dialog", { name: "What follows" });
  await expect(after).toBeVisible();
  await after
    .getByRole("radiogroup", { name: "How useful was it?" })
    .getByRole("radio", { name: "4" })
    .check();
  await expect.poll(async () => (await desk.call("meeting_show", { id: meeting.id })).usefulness).toBe(4);
  await hands.press("Escape");
  await expect(after, "passed over with one key").toHaveCount(0);
  await expect.poll(async () => (await desk.call("meeting_show", { id: meeting.id })).followed).toBe(true);
});
