import { expect, test } from "../world/test.ts";
import { look } from "../world/look.ts";
import { open } from "../world/places.ts";

test("a mentor's story keeps its lesson and what happened, and is found by any of its words", async ({
  page,
  desk,
}) => {
  await desk.mentor("Maria Lindqvist");
  await open(page, "/advice/stories");
  await page.keyboard.press("n");
  const add = page.getByRole("dialog", { name: "Add a story" });
  await page.keyboard.type("Ask for the budget first");
  await add.getByLabel("What happened").fill("She drew a plan for **three** and had money for one.");
  await add.getByRole("button", { name: "Save" }).click();
  await expect(add.getByText("Say whose story it is"), "somebody's story needs somebody").toBeVisible();
  await add.getByRole("combobox", { name: "Who told it" }).fill("maria");
  await add.getByRole("option", { name: /Maria/ }).click();
  await add.getByRole("button", { name: "Save" }).click();
  const list = page.getByRole("list", { name: "Stories" });
  await expect(list).toContainText("Maria Lindqvist’s");
  await open(page, "/advice/wins");
  await expect(page.getByRole("main"), "a story is no win").not.toContainText("budget");

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill("money plan");
  await page.getByRole("option", { name: /Ask for the budget/ }).click();
  const story = page.getByRole("dialog", { name: "Ask for the budget first" });
  await expect(story.getByText("three", { exact: true }), "what happened is drawn").toHaveCSS(
    "font-weight",
    /[67]00/,
  );
  await look(page, "light");
  await look(page, "dark");
});

test("my own story knows whom I told it", async ({ page, desk }) => {
  await desk.mentee("Leïla Benali");
  await open(page, "/advice/stories");
  await page.keyboard.press("n");
  const add = page.getByRole("dialog", { name: "Add a story" });
  await add.getByLabel("The lesson").fill("Say no in the morning");
  await add.getByRole("radio", { name: "I did" }).check();
  await add.getByRole("button", { name: "Save" }).click();
  const list = page.getByRole("list", { name: "Stories" });
  await list.getByRole("link", { name: "Say no in the morning" }).click();
  const story = page.getByRole("dialog", { name: "Say no in the morning" });
  await story.getByRole("combobox", { name: "Add who heard it" }).fill("le");
  await story.getByRole("option", { name: /Leïla/ }).click();
  await expect(story.getByRole("list", { name: "Who has heard it" })).toContainText("Leïla Benali");
  await page.keyboard.press("Escape");
  await expect(list).toContainText("Told Leïla Benali");
  await page.keyboard.press("Control+z");
  await expect(list, "hearing of it is taken back like everything").not.toContainText("Told");
});
