import { pick } from "../world/choosing.ts";
import { fits, look, lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("speaks German at once and everywhere, and English again", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.meeting(amara, "2026-03-03T15:00");
  await open(page, "/settings");
  await page.getByRole("radio", { name: "Deutsch" }).check();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("heading", { level: 1, name: "Einstellungen" })).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Heute" })).toBeVisible();
  await lookTwice(page);

  await page.getByRole("navigation").getByRole("link", { name: "Heute" }).click();
  await expect(page.getByText("Dienstag, 3. März"), "dates are German, too").toBeVisible();
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "English" }).check();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  expect((await desk.call("settings_show", {})).language).toBe("en");
});

test("the zone is found by typing a city, and moves every clock", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.meeting(amara, "2026-03-03T15:00");
  await open(page, "/settings");
  const zone = page.getByRole("combobox", { name: "Time zone" });
  await zone.fill("tokyo");
  await page.getByRole("option", { name: /Tokyo/ }).first().click();
  await expect.poll(async () => (await desk.call("settings_show", {})).zone).toBe("Asia/Tokyo");
  await page.keyboard.press("Control+1");
  await expect(
    page.getByRole("main").locator(".raised").getByText("23:00"),
    "15:00 in Paris is 23:00 in Tokyo",
  ).toBeVisible();
});

test("an unknown zone is refused at its field", async ({ page, desk }) => {
  await open(page, "/settings");
  const zone = page.getByRole("combobox", { name: "Time zone" });
  await zone.fill("Middle-earth/Shire");
  await zone.press("Tab");
  await expect(zone).toHaveAccessibleDescription(/“Middle-earth\/Shire” is not a time zone/);
  await zone.fill("Berl");
  await page.getByRole("option", { name: "Europe/Berlin" }).click();
  await expect(zone, "and another is found at once").toHaveValue("Europe/Berlin");
  await zone.fill("");
  const kept = async () => (await desk.call("settings_show", {})).zone;
  await expect.poll(kept, "the computer's own again").toBeNull();
});

test("12 or 24 hours, the first day of the week, and the name", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.meeting(amara, "2026-03-03T15:00");
  await open(page, "/settings");
  await page.getByRole("radio", { name: "2:00 pm" }).check();
  await page.getByRole("radio", { name: "Sunday" }).check();
  await page.getByLabel("What shall Ithaca call you?").fill("Robin Example");
  await page.getByLabel("What shall Ithaca call you?").press("Tab");
  await expect
    .poll(async () => {
      const { hours_24, first_day, my_name } = await desk.call("settings_show", {});
      return [hours_24, first_day, my_name];
    })
    .toEqual([false, 7, "Robin Example"]);
  await page.keyboard.press("Control+1");
  await expect(page.getByText(/3:00\s?pm/i).first()).toBeVisible();
});

test("light or dark, whatever the system says", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, "/settings");
  const ground = () =>
    page.evaluate(() => {
      const [red = 0] = /\d+/.exec(getComputedStyle(document.body).backgroundColor)?.map(Number) ?? [];
      return red > 128 ? "light" : "dark";
    });
  await expect(page.getByRole("radio", { name: "As the system" })).toBeChecked();
  expect(await ground()).toBe("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(ground).toBe("dark");
  await page.getByRole("radio", { name: "Light", exact: true }).check();
  await expect.poll(ground).toBe("light");
  await page.getByRole("radio", { name: "Dark", exact: true }).check();
  await expect.poll(ground).toBe("dark");
  await page.emulateMedia({ colorScheme: "light" });
  expect(await ground(), "the choice outweighs the system").toBe("dark");
  await page.reload();
  await expect(page.getByRole("radio", { name: "Dark", exact: true })).toBeChecked();
  expect(await ground(), "and is remembered").toBe("dark");
});

test("Ctrl and plus, minus and zero change the size, which is remembered", async ({ page, desk }) => {
  await open(page, "/settings");
  const size = page.getByRole("combobox", { name: "Size of everything" });
  await expect(size).toHaveText("100%");
  await page.keyboard.press("Control+Equal");
  await expect(size).toHaveText("110%");
  await page.keyboard.press("Control+Minus");
  await page.keyboard.press("Control+Minus");
  await expect(size).toHaveText("90%");
  await page.keyboard.press("Control+0");
  await expect(size).toHaveText("100%");

  await page.setViewportSize({ width: 1440, height: 1040 });
  await pick(size, "200%");
  await expect.poll(async () => (await desk.call("settings_show", {})).zoom).toBe(200);
  await expect
    .poll(
      () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize)),
      "twice the 15 px of the design",
    )
    .toBeCloseTo(30, 0);
  await fits(page);
  await look(page, "light");
  await page.reload();
  await expect(size).toHaveText("200%");
});

test("single letters can be switched off", async ({ page, desk }) => {
  await open(page, "/goals");
  await expect(page.getByRole("heading", { level: 1, name: "Goals" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+,");
  await page.getByRole("checkbox", { name: "Single letters as shortcuts" }).uncheck();
  await expect.poll(async () => (await desk.call("settings_show", {})).letter_keys).toBe(false);
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "Single letters as shortcuts" })).not.toBeChecked();
  await page.keyboard.press("Control+5");
  await expect(page.getByRole("heading", { level: 1, name: "Goals" })).toBeVisible();
  await page.keyboard.press("n");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog"), "only the palette opened").toHaveCount(1);
  await expect(page.getByRole("combobox", { name: "Find or do anything" })).toBeVisible();
});

test("about says where the data lies, what protects it, and diagnoses without a private word", async ({
  page,
  desk,
}) => {
  const { room } = await desk.mentor("Amara Nwosu");
  await desk.call("note_write", {
    about: { kind: "relationship", id: room.id },
    body: "a secret impression",
  });
  await open(page, "/settings");
  await expect(page.getByText(desk.path("data"))).toBeVisible();
  await expect(page.getByText(/None yet. This device opens the desk without asking/)).toBeVisible();
  await expect(page.getByRole("list", { name: "Main parts and their licences" })).toContainText("SQLCipher");
  const diagnostics = page.locator("pre");
  await expect(diagnostics).toContainText("SQLite");
  for (const word of ["Amara", "Nwosu", "secret", "impression", "Robin"])
    await expect(diagnostics, `“${word}” stays out of the diagnostics`).not.toContainText(word);
});

test("pop-ups pause until told otherwise, and the palette ends it", async ({ page, desk }) => {
  await open(page, "/settings");
  const pause = page.getByRole("group", { name: "Pause pop-ups" });
  await pause.getByRole("button", { name: "Until tomorrow morning" }).click();
  await expect(pause).toContainText("Pop-ups pause until Wednesday 4 March, 08:00.");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Turn pop-ups on");
  await page.keyboard.press("Enter");
  await expect(pause.getByRole("button", { name: "For an hour" })).toBeVisible();
  await pause.getByRole("button", { name: "Until I turn them on" }).click();
  await expect(pause).toContainText("Pop-ups are paused until you turn them on.");
  await lookTwice(page);
  await pause.getByRole("button").click();
  await expect.poll(async () => (await desk.call("settings_show", {})).paused_until).toBeNull();
});

test("a calendar file is kept up to date where one chooses, until one stops", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.meeting(amara, "2026-03-05T14:00", { title: "Budget" });
  await open(page, "/settings");
  const kept = page.getByRole("group", { name: "A calendar file that follows your desk" });
  await expect(kept).toHaveAccessibleDescription(/Your phone can remind you when this computer is off/);
  await desk.pick(desk.path("desk.ics"));
  await kept.getByRole("button", { name: "Choose where" }).click();
  await expect(kept, "it says where").toContainText(desk.path("desk.ics"));
  expect(desk.read("desk.ics"), "it is written at once, with alarms").toContain("BEGIN:VALARM");
  await lookTwice(page);
  await kept.getByRole("button", { name: "Stop" }).click();
  await expect(kept.getByRole("button", { name: "Choose where" })).toBeVisible();
  expect(desk.read("desk.ics"), "the file stays").toContain("Budget");
  expect((await desk.call("calendar_kept_show", {})).path).toBeNull();
});
