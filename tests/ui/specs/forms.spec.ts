import type { Locator, Page } from "@playwright/test";
import type { Person } from "../../../ui/src/api/bindings.ts";
import { type Desk, nobody } from "../world/desk.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

/** Writes a person's address as another window would: the rest stays as it is by then. */
async function writeElsewhere(desk: Desk, { id, name }: Person): Promise<void> {
  await desk.call("person_change", {
    id,
    fields: { ...nobody, name, email: "maria@example.org" },
    shown: null,
  });
}

/** What is known of a person by now: what they do, and their address. */
async function known(desk: Desk, { id }: Person): Promise<string[]> {
  const { person } = await desk.call("person_show", { id });
  return [person.position, person.email];
}

/** Opens the form with a person's facts. */
async function change(page: Page, { id }: Person) {
  await open(page, `/person/${id}`);
  await page.keyboard.press("e");
  return page.getByRole("dialog", { name: "Change the facts" });
}

async function save(dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
}

test("what was changed elsewhere while a form stood open is still there when the form is saved", async ({
  page,
  desk,
}) => {
  const { person } = await desk.mentor("Maria Lindqvist");
  const dialog = await change(page, person);
  await dialog.getByLabel("What they do there").fill("Head of research");
  await writeElsewhere(desk, person);
  await save(dialog);
  expect(await known(desk, person)).toEqual(["Head of research", "maria@example.org"]);
});

test("a draft that is taken up again leaves alone what was changed since it was begun", async ({
  page,
  desk,
}) => {
  const { person } = await desk.mentor("Maria Lindqvist");
  const begun = await change(page, person);
  await begun.getByLabel("What they do there").fill("Head of research");
  const scope = `person_change ${person.id}`;
  await expect.poll(async () => (await desk.call("draft_find", { scope })).body).toContain("research");
  await page.reload();

  await writeElsewhere(desk, person);
  const dialog = await change(page, person);
  await expect(dialog.getByLabel("What they do there")).toHaveValue("Head of research");
  await save(dialog);
  expect(await known(desk, person)).toEqual(["Head of research", "maria@example.org"]);
});
