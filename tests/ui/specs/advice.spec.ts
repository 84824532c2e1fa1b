import type { Page } from "@playwright/test";
import { look } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });

test("advice goes from the meeting to what came of it and to the one who gave it", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, "/advice");
  await expect(page.getByRole("main")).toContainText("What a mentor advises stands here");
  await page.keyboard.press("n");
  const add = page.getByRole("dialog", { name: "Add advice" });
  await add.getByLabel("What was advised").fill("Say the number first");
  await add.getByRole("combobox").fill("maria");
  await add.getByRole("option", { name: /Maria/ }).click();
  await add.getByRole("button", { name: "Save" }).click();
  const list = page.getByRole("list", { name: "Advice" });
  await expect(list).toContainText("from Maria");

  const menu = list.getByRole("button", { name: /Actions for/ });
  await menu.click();
  await page.getByRole("menuitem", { name: "Try it" }).click();
  const trying = page.getByRole("dialog", { name: "Try it" });
  await trying.getByLabel("Try by", { exact: true }).fill("20 March");
  await trying.getByLabel(/Does it fit/).fill("It feels rude");
  await trying.getByRole("button", { name: "Try it" }).click();
  await expect(said(page, "It stays in the brief until you say what came of it")).toBeVisible();
  await expect(list).toContainText("Try by 20 March");

  await open(page, `/brief/room/${maria.room.id}`);
  const brief = page.getByRole("list", { name: "Advice" });
  await brief.getByRole("button", { name: "Say the number first", exact: true }).click();
  const result = page.getByRole("dialog", { name: "Say what came of it" });
  await result.getByLabel("What happened").fill("They wrote it down");
  await result.getByRole("radiogroup", { name: "Did it help?" }).getByRole("radio", { name: "Yes" }).check();
  await result.getByRole("button", { name: "Save" }).click();
  await expect(brief).toContainText("They have not heard yet.");
  await page.keyboard.press("s");
  await expect(page.getByRole("region", { name: "Preview" }), "the result is a message to her").toContainText(
    "Say the number first: They wrote it down",
  );
  await page.keyboard.press("Escape");
  await brief.getByRole("button", { name: /Actions for/ }).click();
  await page.getByRole("menuitem", { name: "They have heard", exact: true }).click();
  await expect(brief, "told, so it is closed").toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(brief).toContainText("They have not heard yet.");
});

test("a decision keeps what each mentor said side by side, the choice, why, and when to look back", async ({
  page,
  desk,
}) => {
  await desk.mentor("Maria Lindqvist");
  await desk.mentor("Tariq Haddad");
  await open(page, "/advice/decisions");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add a decision" });
  await dialog.getByLabel("What there is to decide").fill("June or wait?");
  await dialog.getByLabel("Options").fill("June\nWait a year");
  for (const [name, words] of [
    ["Maria Lindqvist", "June. Nobody is ready."],
    ["Tariq Haddad", "Ask what it leaves out."],
  ] as const) {
    await dialog.getByRole("combobox").fill(name.slice(0, 5));
    await dialog.getByRole("option", { name }).click();
    await dialog.getByLabel(`What ${name} says`).fill(words);
  }
  await look(page, "light");
  await dialog.getByRole("button", { name: "Save" }).click();
  const list = page.getByRole("list", { name: "Decisions" });
  await expect(list).toContainText("Maria Lindqvist: June. Nobody is ready.");
  await expect(list).toContainText("Tariq Haddad: Ask what it leaves out.");
  await list.getByRole("button", { name: /Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Decide" }).click();
  const make = page.getByRole("dialog", { name: "Decide" });
  await make.getByRole("button", { name: "June" }).click();
  await make.getByLabel("Why").fill("Nobody is ready, so I may be unready too");
  await make.getByLabel("Look back on", { exact: true }).fill("1 June");
  await make.getByRole("button", { name: "Decide" }).click();
  await expect(list).toContainText("Chose: June: Nobody is ready, so I may be unready too");
  await desk.clock("2026-06-02T09:00");
  await page.reload();
  await expect(list).toContainText("Look back due yesterday");
  await look(page, "dark");
  await open(page, "/today");
  await expect(page.getByRole("list", { name: "Time to look back" }), "it comes up by itself").toContainText(
    "June or wait?",
  );
  await page.getByRole("list", { name: "Time to look back" }).getByText("June or wait?").click();
  const back = page.getByRole("dialog", { name: "Look back" });
  await back.getByRole("textbox").fill("I was ready enough");
  await back.getByRole("button", { name: "Save" }).click();
  await expect(
    page.getByRole("list", { name: "Time to look back" }),
    "one click, and it is answered",
  ).toHaveCount(0);
});

test("a win is told to one mentor and still news for the other", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const tariq = await desk.mentor("Tariq Haddad");
  await open(page, "/advice/wins");
  await page.keyboard.press("n");
  await page.getByLabel("What went well").fill("Led the review");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Wins" })).toContainText("Led the review");
  await open(page, `/brief/room/${maria.room.id}`);
  const wins = page.getByRole("list", { name: "Wins to tell" });
  await wins.getByRole("button", { name: "Told" }).click();
  await expect(wins).toHaveCount(0);
  await expect(said(page, "Told.")).toBeVisible();
  await open(page, `/brief/room/${tariq.room.id}`);
  await expect(wins).toContainText("Led the review");
});

test("advice that does not fit is put aside with the reason, and that is taken back", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const fields = {
    text: "Go to more conferences",
    relationship_id: maria.room.id,
    given_by: "theirs" as const,
    meeting_id: null,
    goal_id: null,
  };
  const advice = await desk.call("advice_add", { fields, try_by: null });
  await open(page, "/advice");
  const list = page.getByRole("list", { name: "Advice" });
  await list.getByRole("button", { name: /Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Later" }).click();
  await expect(said(page, "Kept for later")).toBeVisible();
  await list.getByRole("button", { name: /Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Not for me" }).click();
  const dialog = page.getByRole("dialog", { name: "Not for me" });
  await expect(dialog.getByLabel("Try by")).toHaveCount(0);
  await dialog.getByLabel("Does it fit, and why?").fill("I learn more from reading");
  await dialog.getByRole("button", { name: "Not for me" }).click();
  await expect(said(page, "Kept as not for you")).toBeVisible();
  const shown = await desk.call("advice_show", { id: advice.id });
  expect([shown.state, shown.reflection]).toEqual(["declined", "I learn more from reading"]);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await desk.call("advice_show", { id: advice.id })).state).toBe("later");
});
