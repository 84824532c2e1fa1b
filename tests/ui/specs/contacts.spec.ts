import type { Page } from "@playwright/test";
import { command } from "../world/choosing.ts";
import { fits, lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });

test("a call is logged with two keys, shows in the room, and can be taken back", async ({
  page,
  desk,
  hands,
}) => {
  const { room } = await desk.mentor("Amara Nwosu", { cadence: { every: 2, unit: "week" } });
  await open(page, `/room/${room.id}`);
  await expect(page.getByText("No message, call or letter.")).toBeVisible();
  hands.rest();
  await hands.press("c");
  await expect(page.getByRole("dialog", { name: "Log contact with Amara Nwosu" })).toBeVisible();
  await hands.press("c");
  await expect(said(page, "Logged: Call, Amara Nwosu")).toBeVisible();
  expect(hands.inputs, "two keys").toBe(2);
  await expect(page.getByRole("main")).toContainText("in touch today");
  const list = page.getByRole("list", { name: "Contact between meetings" });
  await expect(list.getByRole("listitem")).toContainText(["Call"]);

  await list.getByRole("button", { name: /^Call/ }).click();
  const dialog = page.getByRole("dialog", { name: "Change the contact" });
  await dialog.getByLabel("What it was about").fill("The salary talk went well");
  await dialog.getByRole("radio", { name: "Amara Nwosu" }).check();
  await dialog.getByLabel("Day", { exact: true }).fill("yesterday");
  await dialog.getByLabel("Time, if you like").fill("17:30");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(list).toContainText("The salary talk went well");
  await expect(list).toContainText("from Amara Nwosu");
  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("The salary talk went well");
  const [contact] = (await desk.call("contact_list", { relationship: room.id, page: {} })).items;
  expect([contact?.happened_on, contact?.happened_time, contact?.begun_by]).toEqual([
    "2026-03-02",
    "17:30",
    "theirs",
  ]);
});

test("who has gone quiet is in touch again with two clicks on Today", async ({ page, desk, hands }) => {
  await desk.clock("2026-01-05T09:00");
  await desk.mentee("Tomás Rivera", { cadence: { every: 2, unit: "week" } });
  await desk.clock("2026-03-03T09:00");
  await open(page, "/today");
  const quiet = page.getByRole("list", { name: "Gone quiet" });
  await expect(quiet).toContainText("Tomás Rivera");
  hands.rest();
  await hands.click(quiet.getByRole("button", { name: "Log contact" }));
  await hands.click(page.getByRole("dialog").getByRole("button", { name: /^Message/ }));
  await expect(said(page, "Logged: Message, Tomás Rivera")).toBeVisible();
  expect(hands.inputs, "two clicks").toBe(2);
  await expect(quiet).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(quiet).toContainText("Tomás Rivera");
});

test("what does not count says so, and a future day is refused where it stands", async ({ page, desk }) => {
  const { room } = await desk.mentor("Amara Nwosu");
  await desk.call("contact_log", {
    relationship_id: room.id,
    kind: "message",
    begun_by: "mine",
  });
  await open(page, `/room/${room.id}`);
  const list = page.getByRole("list", { name: "Contact between meetings" });
  await list.getByRole("button", { name: /^Message/ }).click();
  const dialog = page.getByRole("dialog", { name: "Change the contact" });
  await dialog.getByLabel("It counts as contact").uncheck();
  await dialog.getByLabel("Day", { exact: true }).fill("tomorrow");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("This is still to come.");
  await dialog.getByLabel("Day", { exact: true }).fill("today");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(list).toContainText("does not count as contact");
  await expect(page.getByRole("main")).toContainText("not met yet");
  await list.getByRole("button", { name: /^Message/ }).focus();
  await page.keyboard.press("Delete");
  await expect(said(page, "In the bin: Message")).toBeVisible();
  await open(page, "/bin");
  await expect(page.getByRole("main")).toContainText("Message");
  expect((await desk.call("bin_list", {})).items[0]?.kind).toBe("contact");
});

test("shadowing has what I noticed and what I will try, which may become a promise", async ({
  page,
  desk,
}) => {
  const { room } = await desk.mentor("Amara Nwosu");
  await open(page, `/room/${room.id}`);
  await page.keyboard.press("c");
  await page.keyboard.press("s");
  const list = page.getByRole("list", { name: "Contact between meetings" });
  await list.getByRole("button", { name: /^Shadowing/ }).click();
  const dialog = page.getByRole("dialog", { name: "Change the contact" });
  await expect(dialog.getByLabel("Make it a promise of mine")).toBeDisabled();
  await dialog.getByLabel("What I noticed").fill("She lets the silence stand");
  await dialog.getByLabel("What I will try").fill("Count to five");
  await dialog.getByLabel("Make it a promise of mine").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(list).toContainText("I will try: Count to five");
  await expect(page.getByRole("checkbox", { name: "Count to five" })).toBeVisible();
});

test("contact from the palette asks with whom, and letters that are switched off do nothing", async ({
  page,
  desk,
}) => {
  await desk.settings({ letter_keys: false });
  const { room } = await desk.mentor("Amara Nwosu");
  await open(page, "/goals");
  await command("Log contact")(page);
  const dialog = page.getByRole("dialog", { name: "Log contact" });
  await expect(dialog.getByRole("button", { name: "Letter" })).toBeDisabled();
  await dialog.getByRole("combobox", { name: "With whom" }).fill("ama");
  await dialog.getByRole("option", { name: /Amara Nwosu/ }).click();
  await dialog.getByRole("button", { name: "Letter" }).click();
  await expect(said(page, "Logged: Letter, Amara Nwosu")).toBeVisible();
  await open(page, `/room/${room.id}`);
  await page.getByRole("button", { name: "Log contact" }).first().click();
  await page.keyboard.press("m");
  await expect(page.getByRole("dialog", { name: "Log contact with Amara Nwosu" })).toBeVisible();
});

test("axe finds nothing in the dialogs of contact, and they fit a small window", async ({ page, desk }) => {
  const { room } = await desk.mentor("Amara Nwosu");
  await desk.call("contact_log", { relationship_id: room.id, kind: "shadowing", begun_by: "mine" });
  await page.setViewportSize({ width: 720, height: 520 });
  await open(page, `/room/${room.id}`);
  await page.keyboard.press("c");
  await expect(page.getByRole("dialog")).toBeVisible();
  await lookTwice(page);
  await fits(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Shadowing/ }).click();
  await expect(page.getByRole("dialog", { name: "Change the contact" })).toBeVisible();
  await lookTwice(page);
  await fits(page);
});
