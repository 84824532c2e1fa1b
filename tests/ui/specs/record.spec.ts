import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const passphrase = "fern, ladder, tin, november";

test("everything goes out encrypted, and what was lost comes back from it", async ({ page, desk }) => {
  const person = await desk.call("person_add", {
    fields: { name: "Amara Nwosu" },
  } as never);
  await desk.call("note_write", {
    about: { kind: "person", id: person.id },
    body: "A thought",
  });
  const place = await mkdtemp(join(tmpdir(), "record-"));
  await open(page, "/settings");
  await page.getByRole("button", { name: "Export everything…" }).press("Enter");
  let dialog = page.getByRole("dialog", { name: "Export everything" });
  await dialog.getByLabel("Passphrase of the file").fill(passphrase);
  await dialog.getByLabel("Once more").fill("another one");
  await dialog.getByRole("button", { name: "Choose where, and export" }).press("Enter");
  await expect(dialog.getByText("The two are not the same."), "a slip is told").toBeVisible();
  await dialog.getByLabel("Once more").fill(passphrase);
  await dialog.getByRole("checkbox", { name: "Private notes and their drafts too" }).check();
  await lookTwice(page);
  await desk.pick(place);
  await dialog.getByRole("button", { name: "Choose where, and export" }).press("Enter");
  dialog = page.getByRole("dialog", { name: "Everything is exported" });
  await expect(dialog.getByText("Your private notes are in it."), "it says so").toBeVisible();
  const [name] = await readdir(place);
  expect(name, "one encrypted file").toMatch(/^Ithaca record \d{4}-\d{2}-\d{2}\.age$/);
  await expect(dialog.getByText(name ?? "", { exact: true }), "it is named").toBeVisible();
  await lookTwice(page);
  await dialog.getByRole("button", { name: "Done" }).press("Enter");

  await desk.call("person_delete", { id: person.id });
  await desk.call("bin_empty", {});
  await page.getByRole("button", { name: "Import a record…" }).press("Enter");
  dialog = page.getByRole("dialog", { name: "Import a record" });
  await desk.pick(join(place, name ?? ""));
  await dialog.getByRole("button", { name: "Choose the file" }).press("Enter");
  await dialog.getByLabel("Passphrase of the file").fill("a slip of the pen");
  await dialog.getByRole("button", { name: "Look inside" }).press("Enter");
  await expect(
    dialog.getByText("This passphrase does not open the record", {
      exact: false,
    }),
  ).toBeVisible();
  await dialog.getByLabel("Passphrase of the file").fill(passphrase);
  await dialog.getByRole("button", { name: "Look inside" }).press("Enter");
  await expect(
    dialog.getByText("People: 1 to add", { exact: false }),
    "it says what it would do",
  ).toBeVisible();
  await lookTwice(page);
  await dialog.getByRole("button", { name: "Import", exact: true }).press("Enter");
  dialog = page.getByRole("dialog", { name: "The record is taken in" });
  await expect(dialog.getByText("People: 1 added", { exact: false }), "and what it did").toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  const people = await desk.call("person_list", {});
  expect(
    people.items.map((row) => row.name),
    "she is back",
  ).toEqual(["Amara Nwosu"]);
});

test("a folder without private notes says what it is, from the palette", async ({ page, desk }) => {
  await desk.call("person_add", { fields: { name: "Amara Nwosu" } } as never);
  const place = await mkdtemp(join(tmpdir(), "record-"));
  await open(page, "/today");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Export everything");
  await page.getByRole("option", { name: "Export everything…" }).click();
  let dialog = page.getByRole("dialog", { name: "Export everything" });
  await dialog.getByRole("radio", { name: "A folder" }).check();
  await desk.pick(place);
  await dialog.getByRole("button", { name: "Choose where, and export" }).press("Enter");
  dialog = page.getByRole("dialog", { name: "Everything is exported" });
  await expect(dialog.getByText("Your private notes are not in it.")).toBeVisible();
  const [name] = await readdir(place);
  const inside = await readdir(join(place, name ?? ""));
  expect(inside.sort(), "to be read").toEqual(["calendar.ics", "own.md", "people.md", "record.json"]);
});
