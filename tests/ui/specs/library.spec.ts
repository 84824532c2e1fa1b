import { createHash } from "node:crypto";
import { readFileSync, truncateSync } from "node:fs";
import type { Page } from "@playwright/test";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const megabyte = 1024 * 1024;
const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });

test("a picked file is kept inside the desk and saved again byte for byte", async ({ page, desk }) => {
  const contents = Buffer.alloc(3 * megabyte, "The quick brown fox. ");
  await desk.pick(desk.file("Plan für 2026 – 計画.pdf", contents));
  await open(page, "/library");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add to the library" });
  await dialog.getByRole("radio", { name: "File" }).check();
  await dialog.getByRole("button", { name: "Choose a file" }).click();
  await expect(dialog).toContainText("Plan für 2026 – 計画.pdf");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(said(page, "In the library: Plan für 2026 – 計画.pdf")).toBeVisible();

  await page.getByRole("link", { name: /Plan für 2026/ }).click();
  await desk.pick(desk.path("copy.pdf"));
  await page.getByRole("button", { name: "Save a copy" }).click();
  await expect(said(page, "Saved as copy.pdf")).toBeVisible();
  const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  expect(digest(readFileSync(desk.path("copy.pdf"))), "the copy is the file").toBe(digest(contents));
});

test("a file over 100 MB is refused with its size, and what was typed stays", async ({ page, desk }) => {
  const path = desk.file("lecture.mp4", "");
  truncateSync(path, 101 * megabyte);
  await desk.pick(path);
  await open(page, "/library");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add to the library" });
  await dialog.getByRole("radio", { name: "File" }).check();
  await dialog.getByRole("button", { name: "Choose a file" }).click();
  await dialog.getByLabel("Title").fill("Her lecture");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText(/This file has 10\d MB; up to 100 MB can be kept/);
  await expect(dialog.getByLabel("Title")).toHaveValue("Her lecture");
  expect((await desk.call("resource_list", {})).items, "nothing half-written").toEqual([]);
});

test("a large file shows its progress and can be stopped half-way", async ({ page, desk }) => {
  const path = desk.file("recording.wav", "");
  truncateSync(path, 95 * megabyte);
  await desk.pick(path);
  await open(page, "/library");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add to the library" });
  await dialog.getByRole("radio", { name: "File" }).check();
  await dialog.getByRole("button", { name: "Choose a file" }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByRole("progressbar", { name: "Keeping recording.wav" })).toBeVisible();
  const cancel = dialog.getByRole("button", { name: "Cancel" });
  await expect(cancel, "there is one way to stop it").toHaveCount(1);
  await cancel.click();
  await expect(dialog).toContainText("Stopped. Nothing was kept");
  expect((await desk.call("resource_list", {})).items).toEqual([]);
});

test("a file dropped on the window opens the form with it, wherever one is", async ({ page, desk }) => {
  await open(page, "/goals");
  await expect(page.getByRole("heading", { level: 1, name: "Goals" })).toBeVisible();
  await desk.drop(desk.file("slides.pdf", "slides"));
  const dialog = page.getByRole("dialog", { name: "Add to the library" });
  await expect(dialog).toContainText("slides.pdf");
  await dialog.getByLabel("Title").fill("Her slides");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("link", { name: "Her slides" })).toBeVisible();
});

test("of three files dropped at once none is lost, and in a room they go through it", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${maria.room.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Maria Lindqvist" })).toBeVisible();
  for (const name of ["one.pdf", "two.pdf", "three.pdf"]) await desk.drop(desk.file(name, name));
  const dialog = page.getByRole("dialog", { name: "Add to the library" });
  await expect(dialog).toContainText("2 more files wait behind this one.");
  for (const name of ["one.pdf", "two.pdf", "three.pdf"]) {
    await expect(dialog, "each in its turn").toContainText(name);
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
  }
  await expect(dialog).toBeHidden();
  const { items } = await desk.call("resource_list", { relationship: maria.room.id });
  expect(items.map(({ title }) => title).sort()).toEqual(["one.pdf", "three.pdf", "two.pdf"]);
});

test("links, books and people are kept, marked by one key and shared", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.link("On asking for help", "https://example.org/help");
  await open(page, "/library");
  await page.getByRole("link", { name: "On asking for help" }).focus();
  await page.keyboard.press("r");
  await expect(said(page, "On asking for help: Read")).toBeVisible();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "On asking for help" });
  await dialog.getByRole("combobox", { name: "Share with" }).fill("maria");
  await dialog.getByRole("option", { name: /Maria Lindqvist/ }).click();
  await dialog.getByRole("button", { name: "Note it down" }).click();
  await expect(dialog.getByRole("list", { name: "Shared with" })).toContainText("Maria Lindqvist");
  await dialog.getByRole("link", { name: /Open at example.org/ }).click();
  const leaving = page.getByRole("dialog", { name: "Open this outside Ithaca?" });
  await expect(leaving.getByText("https://example.org/help")).toBeVisible();
  await leaving.getByRole("button", { name: "Open it" }).click();
  await expect
    .poll(async () => (await desk.asked()).filter(({ name }) => name === "open_link"))
    .toEqual([{ name: "open_link", request: { url: "https://example.org/help" } }]);
  await expect(page, "the window itself goes nowhere").toHaveURL(/#\/library\//);
  const { items } = await desk.call("resource_list", { relationship: maria.room.id });
  expect(items.map(({ title, status }) => [title, status])).toEqual([["On asking for help", "read"]]);
});

test("an address that is none is refused at its field", async ({ page, desk }) => {
  await open(page, "/library");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add to the library" });
  await dialog.getByLabel("Address").fill("javascript:alert(1)");
  await dialog.getByLabel("Title").fill("A trap");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByLabel("Address")).toHaveAccessibleDescription(/does not look like an address/);
  expect((await desk.call("resource_list", {})).items).toEqual([]);
});
