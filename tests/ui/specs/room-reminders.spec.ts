import { pick } from "../world/choosing.ts";
import { lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("a room has lead times of its own, by keys alone, and goes back to the usual ones", async ({
  page,
  desk,
}) => {
  const amara = await desk.mentor("Amara Nwosu", { cadence: { every: 4, unit: "week" } });
  const leads = async () => (await desk.call("relationship_show", { id: amara.room.id })).relationship.leads;
  await open(page, `/room/${amara.room.id}`);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Change when meetings here");
  await page.keyboard.press("Enter");
  const reminders = page.getByRole("region", { name: "Reminders" });
  const usual = reminders.getByRole("checkbox", { name: "At my usual times" });
  await expect(usual, "the palette leads to it").toBeFocused();
  await expect(usual).toBeChecked();
  await expect(usual).toHaveAccessibleDescription("1 day before and 1 hour before, as in the settings.");
  await expect(reminders).toContainText("longer than you mean (every four weeks), you are told once");
  await lookTwice(page);

  await page.keyboard.press("Space");
  await expect.poll(leads).toEqual({ early: 1440, late: 60 });
  const first = reminders.getByRole("combobox", { name: "First reminder of a meeting" });
  await expect(first).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(first).toBeFocused();
  await pick(first, "2 days before");
  await expect.poll(leads).toEqual({ early: 2880, late: 60 });
  await lookTwice(page);
  await usual.focus();
  await page.keyboard.press("Control+z");
  await expect.poll(leads, "a step is taken back").toEqual({ early: 1440, late: 60 });

  await usual.check();
  await expect.poll(leads, "none of its own: as the settings say").toBeNull();
  await expect(first).toHaveCount(0);
});
