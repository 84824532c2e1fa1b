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
  await dialog.getByLabel("Position").fill("Head of research");
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
  await begun.getByLabel("Position").fill("Head of research");
  const scope = `person_change ${person.id}`;
  await expect.poll(async () => (await desk.call("draft_find", { scope })).body).toContain("research");
  await page.reload();

  await writeElsewhere(desk, person);
  const dialog = await change(page, person);
  await expect(dialog.getByLabel("Position")).toHaveValue("Head of research");
  await save(dialog);
  expect(await known(desk, person)).toEqual(["Head of research", "maria@example.org"]);
});

test("a draft of who takes part keeps those who came to it elsewhere", async ({ page, desk }) => {
  const [ada, cy, dan] = [
    await desk.mentor("Ada Berg"),
    await desk.mentor("Cy Lund"),
    await desk.mentor("Dan Vik"),
  ];
  const meeting = await desk.meeting(ada, "2026-03-05T15:00");
  const dialog = page.getByRole("dialog", { name: "Change the meeting" });
  await open(page, `/meeting/${meeting.id}`);
  await page.keyboard.press("e");
  await dialog.getByRole("button", { name: "Add somebody else" }).click();
  await dialog.getByRole("combobox", { name: "Add somebody else" }).fill("cy");
  await dialog.getByRole("option", { name: /Cy Lund/ }).click();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  const { title, duration_minutes, channel, place, join_link, when } = meeting;
  const fields = { title, duration_minutes, channel, place, join_link };
  await desk.call("meeting_change", {
    id: meeting.id,
    participants: [ada.room.id, dan.room.id],
    fields: {
      ...fields,
      starts_local: when?.local ?? null,
      zone: when?.zone ?? null,
    },
    shown: null,
  });
  await page.reload();
  await open(page, `/meeting/${meeting.id}`);
  await page.keyboard.press("e");
  const taking = dialog.getByRole("list", { name: "With whom" });
  await expect(taking.getByRole("listitem")).toHaveCount(3);
  await save(dialog);
  const { participants } = await desk.call("meeting_show", { id: meeting.id });
  expect(participants.map(({ relationship_id }) => relationship_id).sort()).toEqual(
    [ada.room.id, cy.room.id, dan.room.id].sort(),
  );
});
