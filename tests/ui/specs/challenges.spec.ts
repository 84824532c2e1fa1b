import { pick } from "../world/choosing.ts";
import { fits, look } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("a challenge is put down, two are asked about it, and what worked stays", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const tariq = await desk.mentor("Tariq Haddad");
  await desk.goal("Give a talk");
  await open(page, "/advice/challenges");
  await expect(page.getByRole("main")).toContainText("ask more than one person");
  await page.keyboard.press("n");
  const add = page.getByRole("dialog", { name: "Add a challenge" });
  await expect(add.getByLabel("What is difficult")).toBeFocused();
  await page.keyboard.type("My voice goes flat");
  await add.getByRole("combobox", { name: "Goal" }).fill("talk");
  await add.getByRole("option", { name: "Give a talk" }).click();
  for (const name of ["Maria", "Tariq"]) {
    await add.getByRole("combobox", { name: "Ask somebody" }).fill(name);
    await add.getByRole("option", { name: new RegExp(name) }).click();
  }
  await add.getByLabel("What Maria Lindqvist says").fill("Pick one face");
  const attempt = add.getByLabel("Attempt 1", { exact: true });
  await attempt.fill("Read it aloud");
  await attempt.press("Enter");
  await expect(add.getByLabel("Attempt 2", { exact: true }), "Enter goes on to the next").toBeFocused();
  await pick(add.getByLabel("Did attempt 1 help?"), "did not help");
  await look(page, "light");
  await look(page, "dark");
  await add.getByRole("button", { name: "Save" }).click();
  const list = page.getByRole("list", { name: "Challenges" });
  await expect(list).toContainText("Asked: Maria Lindqvist. To ask: Tariq Haddad");

  await open(page, `/room/${tariq.room.id}`);
  await expect(page.getByRole("list", { name: "Challenges" }), "it stands in each room").toContainText(
    "voice",
  );
  await open(page, `/brief/room/${tariq.room.id}`);
  await expect(page.getByRole("list", { name: "Challenges" }), "and in each brief").toHaveCount(1);
  await page.keyboard.press("s");
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("My voice goes flat");
  await expect(preview, "what Maria said is Maria's").not.toContainText("Pick one face");
  await page.keyboard.press("Escape");

  await page.getByRole("list", { name: "Challenges" }).getByRole("link").click();
  const card = page.getByRole("dialog", { name: "My voice goes flat" });
  await expect(card.getByRole("region", { name: "Whom you ask" })).toContainText("Pick one face");
  await expect(card.getByRole("list", { name: "What you tried" })).toContainText("did not help");
  await card.getByRole("button", { name: "Solved" }).click();
  const solve = page.getByRole("dialog", { name: "Solved" });
  await solve.getByLabel("What worked").fill("The third row");
  await solve.getByRole("button", { name: "Solved" }).click();
  await expect(card).toContainText("The third row");
  await page.keyboard.press("Escape");
  await expect(list).toContainText("The third row");
  await open(page, `/brief/room/${maria.room.id}`);
  await expect(page.getByRole("list", { name: "Challenges" }), "solved, it is nobody's topic").toHaveCount(0);
});

test("a challenge half written is there again, deleted it comes back, and it is found by its words", async ({
  page,
  desk,
}) => {
  await desk.mentor("Maria Lindqvist");
  await open(page, "/advice/challenges");
  await page.keyboard.press("n");
  const add = page.getByRole("dialog", { name: "Add a challenge" });
  await add.getByLabel("What is difficult").fill("Nobody answers my letters");
  await expect
    .poll(async () => (await desk.call("draft_find", { scope: "challenge new" })).body)
    .toContain("my letters");
  await page.reload();
  await page.getByRole("button", { name: "Add a challenge" }).first().click();
  await expect(add.getByLabel("What is difficult"), "the draft was kept").toHaveValue(
    "Nobody answers my letters",
  );
  await add.getByRole("button", { name: "Save" }).click();
  const list = page.getByRole("list", { name: "Challenges" });
  await expect(list).toContainText("Nobody asked yet");
  await list.getByRole("link").focus();
  await page.keyboard.press("Delete");
  await expect(list).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(list).toContainText("Nobody answers");

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill("letters");
  await page.getByRole("option", { name: /Nobody answers/ }).click();
  await expect(page.getByRole("dialog", { name: "Nobody answers my letters" })).toBeVisible();
});

test("without what is difficult a challenge says so, and nothing is lost", async ({ page, desk }) => {
  await desk.mentor("Maria Lindqvist");
  await page.setViewportSize({ width: 720, height: 520 });
  await open(page, "/advice/challenges");
  await page.keyboard.press("n");
  const add = page.getByRole("dialog", { name: "Add a challenge" });
  await add.getByLabel("What there is to know about it").fill("It has been so for a year.");
  await add.getByRole("button", { name: "Save" }).click();
  await expect(add.getByRole("alert")).toBeVisible();
  await expect(add.getByLabel("What there is to know about it")).toHaveValue("It has been so for a year.");
  await fits(page);
});
