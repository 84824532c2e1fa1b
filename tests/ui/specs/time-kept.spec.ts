import { expect, test } from "../world/test.ts";
import { look } from "../world/look.ts";
import { open } from "../world/places.ts";

test.use({ now: "2026-03-03T10:20" });

test("meeting mode counts the minutes, and the room says how the time is kept", async ({ page, desk }) => {
  const ada = await desk.mentor("Ada Ahlgren");
  const before = await desk.meeting(ada, "2026-02-20T10:00", {
    duration_minutes: 45,
  });
  await desk.call("meeting_miss", { id: before.id, reason: "", by: "mine" });
  const meeting = await desk.meeting(ada, "2026-03-03T10:00", {
    duration_minutes: 45,
  });
  await open(page, `/room/${ada.room.id}/about`);
  const kept = page.getByRole("region", { name: "How well you keep to time" });
  await expect(kept).toContainText("put off or missed 1, late 0");

  await open(page, `/live/${meeting.id}`);
  await expect(page.getByRole("timer"), "the meeting is there before the key is pressed").toContainText(
    "20:",
  );
  await page.keyboard.press("Control+Enter");
  const after = page.getByRole("dialog");
  await expect(after.getByRole("button", { name: "Go on" }), "Enter is enough").toBeFocused();
  await page.keyboard.press("Enter");
  await expect(after.getByLabel("Minutes it took"), "the clock ran since ten").toHaveValue("20");
  await after.getByLabel("Minutes it took").fill("25");
  await after.getByRole("radiogroup", { name: "Who came late?" }).getByRole("radio", { name: "Ada" }).check();
  await look(page, "light");
  await look(page, "dark");
  await page.keyboard.press("Escape");

  await open(page, `/room/${ada.room.id}/about`);
  await expect(kept).toContainText("25 minutes on average, 45 planned");
  await expect(kept).toContainText("put off or missed 0, late 1");
  await expect(kept).toContainText("0 of 1 meeting");
});

test("an agenda that is copied before the meeting counts as sent ahead", async ({ page, desk }) => {
  const ada = await desk.mentor("Ada Ahlgren");
  const meeting = await desk.meeting(ada, "2026-03-03T11:00");
  await open(page, `/brief/meeting/${meeting.id}`);
  await page.keyboard.press("s");
  await page.getByRole("dialog").getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Agenda copied" })).toBeVisible();
  // It lies in the clipboard first, and is written down after that.
  await expect.poll(async () => (await desk.call("meeting_show", { id: meeting.id })).agenda_sent).toBe(true);
  await desk.clock("2026-03-03T12:30");
  await desk.call("meeting_hold", { id: meeting.id });
  await open(page, `/room/${ada.room.id}/about`);
  await expect(page.getByRole("region", { name: "How well you keep to time" })).toContainText(
    "1 of 1 meeting",
  );
});

test("who called a meeting off is asked and stays a matter of one's own", async ({ page, desk }) => {
  const ada = await desk.mentor("Ada Ahlgren");
  const meeting = await desk.meeting(ada, "2026-03-05T11:00");
  await open(page, `/meeting/${meeting.id}`);
  await page.getByRole("button", { name: "Call it off" }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .getByRole("radiogroup", { name: "Who called it off?" })
    .getByRole("radio", { name: "You", exact: true })
    .check();
  await dialog.getByRole("button", { name: "Call it off" }).click();
  await expect(page.getByRole("main")).toContainText(/called off/i);
  await expect(page.getByRole("main"), "the page tells nobody who").not.toContainText("Who called");
  await open(page, `/room/${ada.room.id}/about`);
  await expect(page.getByRole("region", { name: "How well you keep to time" })).toContainText(
    "put off or missed 1",
  );
});
