import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("what is typed before a dialog is there goes into it, and does nothing beneath", async ({
  page,
  desk,
}) => {
  await desk.mentor("Maria Lindqvist");
  let arrive = () => {};
  const arrived = new Promise<void>((done) => {
    arrive = done;
  });
  await page.route("**/PersonDialog-*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await open(page, "/people");
  const dialog = page.getByRole("dialog");

  await page.keyboard.press("n");
  await page.keyboard.type("Ada ng");
  await expect(dialog, "it is still on its way").toHaveCount(0);
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("early");
  await page.keyboard.press("Escape");

  await page.keyboard.press("n");
  await page.keyboard.type("Inga Niq");
  arrive();
  await expect(
    dialog.getByRole("textbox", { name: "Name", exact: true }),
    "of the one given up nothing is left",
  ).toHaveValue("Inga Niq");
  await page.keyboard.type(" Later");
  await expect(dialog.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Inga Niq Later");
  await expect(page, "n and g, i and q did nothing beneath").toHaveURL(/#\/people$/);
  await expect(dialog).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(
    dialog.getByRole("textbox", { name: "Name", exact: true }),
    "the field's own undo knows of it",
  ).not.toHaveValue(/Later/);
});
