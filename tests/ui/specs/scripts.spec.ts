import { fits } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const arabic = "ليلى حداد";
const hebrew = "נועם לוי";
const japanese = "山田さくら";
const long = "Maximiliane-Theodora Freifrau von und zu Hohenstaufen-Wolfratshausen-Oberammergau";
const unbroken = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);

test("Arabic and Hebrew run from the right in a page that runs from the left", async ({ page, desk }) => {
  const layla = await desk.mentor(arabic, { topic: "القيادة" });
  await desk.mentee(hebrew);
  await desk.meeting(layla, "2026-03-03T15:00", { title: "مراجعة الخطة: 2026" });
  await open(page, `/room/${layla.room.id}`);
  const heading = page.getByRole("heading", { level: 1, name: arabic });
  await expect(heading).toBeVisible();
  expect(await heading.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
  expect(await page.locator("html").evaluate((element) => getComputedStyle(element).direction)).toBe("ltr");

  await open(page, "/rooms");
  const row = page.getByRole("main").getByRole("link", { name: arabic });
  await expect(row).toBeVisible();
  const [starts, edge] = await row.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [range.getBoundingClientRect().left, element.getBoundingClientRect().left];
  });
  expect(Math.abs((starts ?? 0) - (edge ?? 99)), "the name begins where the list begins").toBeLessThan(4);

  await page.keyboard.press("Control+n");
  const line = page.getByRole("dialog").getByLabel("In one line");
  await line.fill("אשאל על התקציב");
  expect(
    await line.evaluate((element) => element.matches(":dir(rtl)")),
    "a field follows what is typed",
  ).toBe(true);
});

test("long names and words without a blank wrap or end in dots, never push the page", async ({
  page,
  desk,
}) => {
  const one = await desk.mentor(long, { topic: unbroken });
  const two = await desk.mentee(japanese.repeat(20));
  await desk.meeting([one, two], "2026-03-03T15:00", { title: unbroken, place: unbroken });
  await desk.action(unbroken, { due_on: "2026-03-02", relationship_id: one.room.id });
  const goal = await desk.goal(unbroken, { relationship_id: one.room.id, why: unbroken });
  await desk.call("milestone_add", { goal_id: goal.id, title: unbroken, due_on: "2026-05-01" });
  await desk.call("note_write", { about: { kind: "relationship", id: one.room.id }, body: unbroken });
  await desk.link(unbroken, `https://example.org/${unbroken}`);
  const [meeting] = (await desk.call("meeting_list", {})).items;
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 720, height: 520 },
  ]) {
    await page.setViewportSize(viewport);
    for (const address of [
      "/today",
      "/rooms",
      `/room/${one.room.id}`,
      `/room/${one.room.id}/timeline`,
      `/room/${one.room.id}/about`,
      `/meeting/${meeting?.id}`,
      `/person/${one.person.id}`,
      "/people",
      "/goals",
      `/goal/${goal.id}`,
      "/library",
      "/calendar/month/2026-03-03",
      "/calendar/week/2026-03-03",
      "/calendar/agenda/2026-03-03",
    ]) {
      await open(page, address);
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await fits(page);
    }
  }
});

test("emoji, accents and other scripts come back as they were typed", async ({ page, desk }) => {
  const names = ["Zoë Ångström", arabic, hebrew, japanese, "👩🏽‍🚀 Ada", "Ægir Þorsteinsson", "Nguyễn Thị Hoa"];
  for (const name of names) await desk.person(name);
  await open(page, "/people");
  for (const name of names)
    await expect(
      page.getByRole("list", { name: "People" }).getByRole("link", { name, exact: true }),
    ).toBeVisible();
});
