import { pick } from "../world/choosing.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("adding a person with their zone tells what time it is for them", async ({ page, desk }) => {
  await open(page, "/people");
  await expect(page.getByText(/Nobody is here yet/)).toBeVisible();
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Yuki Tanabe");
  await dialog.getByLabel("Organisation").fill("Harbour Works");
  await dialog.getByRole("combobox", { name: "Lives in" }).fill("tokyo");
  await dialog.getByRole("option", { name: /Tokyo/ }).first().click();
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Yuki Tanabe" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("17:00 for Yuki now");
  const [person] = (await desk.call("person_list", {})).items;
  expect([person?.name, person?.organisation, person?.zone]).toEqual([
    "Yuki Tanabe",
    "Harbour Works",
    "Asia/Tokyo",
  ]);
});

test("a person is called as their name suggests, or as one chooses", async ({ page, desk }) => {
  await open(page, "/people");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await page.keyboard.type("Dr. Weber, Anna");
  const called = dialog.getByLabel("Called");
  await expect(called, "guessed while it is typed").toHaveAttribute("placeholder", "Anna");
  await dialog.getByLabel("Name").fill("Prof. Dr. Margarete Weber");
  await expect(called).toHaveAttribute("placeholder", "Margarete");
  await called.fill("Gretel");
  await pick(dialog.getByLabel("Referred to as"), /^she/);
  await dialog.getByRole("combobox", { name: "Lives in" }).fill("sao p");
  await dialog.getByRole("option", { name: "America/Sao Paulo" }).click();
  await dialog.getByRole("button", { name: "Add" }).click();
  const facts = page.getByRole("main");
  await expect(facts).toContainText("Gretel");
  await expect(facts, "the sentence knows how to refer to her").toContainText("for her now");
  const [person] = (await desk.call("person_list", { text: "gretel" })).items;
  expect(person?.name, "found by what she is called").toBe("Prof. Dr. Margarete Weber");
});

test("the list narrows by the start of any word, and Escape widens it again", async ({ page, desk }) => {
  for (const name of ["Amara Nwosu", "Zoë Ångström", "Tomasz Zielony"]) await desk.person(name);
  await open(page, "/people");
  const rows = page.getByRole("list", { name: "People" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await page.keyboard.press("/");
  await page.keyboard.type("angs");
  await expect(rows).toHaveText([/Zoë Ångström/]);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "Zoë Ångström" })).toBeFocused();
  await page.getByRole("searchbox", { name: "Filter by name" }).focus();
  await page.keyboard.press("Escape");
  await expect(rows).toHaveCount(3);
  await page.keyboard.type("nobody");
  await page.getByRole("button", { name: "Add “nobody”" }).click();
  await expect(page.getByRole("dialog", { name: "Add a person" }).getByLabel("Name")).toHaveValue("nobody");
});

test("two entries of one person become one, and Undo makes them two", async ({ page, desk }) => {
  const one = await desk.mentor("Maria Lindqvist", { topic: "Leading" });
  const two = await desk.mentee("Maria Lindqvist");
  const { id, called_as, introduced_by_name, created_at, changed_at, ...fields } = two.person;
  void [called_as, introduced_by_name, created_at, changed_at];
  await desk.call("person_change", {
    id,
    fields: { ...fields, organisation: "Harbour Works", email: "maria@example.org" },
    shown: null,
  });
  await open(page, `/person/${one.person.id}`);
  await expect(page.getByRole("heading", { name: "Perhaps the same person" })).toBeVisible();
  await page.getByRole("button", { name: "Merge" }).click();
  const dialog = page.getByRole("dialog", { name: "One person, two entries" });
  await expect(dialog.getByRole("region", { name: "What the entry will hold" })).toContainText(
    "Harbour Works",
  );
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(
    page.getByRole("status").filter({ hasText: "Maria Lindqvist is one entry now" }),
  ).toBeVisible();
  await expect(page.getByRole("list", { name: "Rooms" }).getByRole("listitem")).toHaveCount(2);
  await expect(page.getByRole("main")).toContainText("maria@example.org");
  expect((await desk.call("person_list", {})).items).toHaveLength(1);

  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await desk.call("person_list", {})).items.length).toBe(2);
  await expect(page.getByRole("list", { name: "Rooms" }).getByRole("listitem")).toHaveCount(1);
});

test("a relationship is started for somebody new in one dialog", async ({ page, desk }) => {
  await open(page, "/rooms");
  await page.getByRole("button", { name: "Start a relationship" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Start a relationship" });
  await dialog.getByRole("combobox", { name: "Person" }).fill("Amara Nwosu");
  await dialog.getByRole("option", { name: "Add “Amara Nwosu” as a new person" }).click();
  await dialog.getByRole("radio", { name: /I am the mentor/ }).check();
  await dialog.getByRole("radio", { name: /^Skill/ }).check();
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Amara Nwosu" })).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Amara Nwosu" })).toBeVisible();
  const [room] = (await desk.call("relationship_list", {})).items;
  expect([room?.name, room?.role, room?.kind]).toEqual(["Amara Nwosu", "mentor", "skill"]);
});

test("a room moves through its phases with the reason kept", async ({ page, desk }) => {
  const { room } = await desk.mentor("Maria Lindqvist");
  await desk.clock("2026-03-04T09:00");
  await open(page, `/room/${room.id}/about`);
  await page.getByRole("button", { name: "Move to another phase" }).click();
  const dialog = page.getByRole("dialog", { name: "Move to another phase" });
  await pick(dialog.getByLabel("Phase"), "Paused");
  await dialog.getByLabel("Why, if you like").fill("Parental leave");
  await dialog.getByRole("button", { name: "Move", exact: true }).click();
  const phases = page.getByRole("list", { name: "Phases" });
  await expect(phases).toContainText("Parental leave");
  await expect(phases.getByRole("listitem").first()).toContainText("Paused");
});

test("the room of an ended relationship is kept until its day, which Today tells", async ({ page, desk }) => {
  const { room } = await desk.mentor("Maria Lindqvist");
  await open(page, `/room/${room.id}/about`);
  await page.getByRole("button", { name: "Move to another phase" }).click();
  const ending = page.getByRole("dialog", { name: "Move to another phase" });
  await pick(ending.getByLabel("Phase"), "Ended");
  await ending.getByLabel("Keep this room until", { exact: true }).fill("2026-03-01");
  await ending.getByRole("button", { name: "Move", exact: true }).click();
  await expect(ending.getByLabel("Keep this room until", { exact: true })).toHaveAccessibleDescription(
    /Choose a day after today/,
  );
  await ending.getByLabel("Keep this room until", { exact: true }).fill("2026-03-12");
  await ending.getByRole("button", { name: "Move", exact: true }).click();
  await expect(page.getByText("then it goes into the bin")).toBeVisible();

  await open(page, "/today");
  await page.getByRole("list", { name: "Going into the bin" }).getByRole("link").click();
  await page.getByRole("button", { name: "Keep for a time" }).click();
  const keeping = page.getByRole("dialog", { name: "Keep for a time" });
  await keeping.getByLabel("Keep this room until", { exact: true }).fill("");
  await keeping.getByRole("button", { name: "Set" }).click();
  await expect(page.getByText("No end set")).toBeVisible();
  expect((await desk.call("relationship_show", { id: room.id })).relationship.discard_on).toBeNull();
});

test("the room of an ended relationship says so, keeps what was to be asked, and can be taken up again", async ({
  page,
  desk,
}) => {
  const { room } = await desk.mentor("Maria Lindqvist");
  await desk.call("agenda_add", {
    relationship_id: room.id,
    meeting_id: null,
    text: "the salary talk",
    raised_by: "mine",
  });
  await desk.call("relationship_move_phase", { id: room.id, phase: "ended", reason: "" });
  await open(page, `/room/${room.id}`);
  const next = page.getByRole("region", { name: "Next meeting" });
  await expect(next).toContainText("Nothing more is planned");
  await expect(next).toContainText("Ended today.");
  await expect(next).toContainText("the salary talk");
  await expect(next.getByRole("button", { name: "Plan it" })).toHaveCount(0);
  await next.getByRole("button", { name: "Take it up again" }).click();
  const dialog = page.getByRole("dialog", { name: "Move to another phase" });
  await expect(dialog.getByLabel("Phase"), "where it most likely goes").toHaveText("Active");
  await dialog.getByRole("button", { name: "Move", exact: true }).click();
  await expect(next).toContainText("No meeting planned");
  await expect(next).toContainText("the salary talk");
});

test("a promise goes on after the end only while it is ticked", async ({ page, desk }) => {
  const { room } = await desk.mentor("Maria Lindqvist");
  const slides = await desk.action("Send the slides", { relationship_id: room.id });
  const book = await desk.action("Return the book", { relationship_id: room.id });
  await desk.call("action_go_on", { id: slides.id, beyond_end: true });
  await open(page, `/room/${room.id}/about`);
  await page.getByRole("button", { name: "Move to another phase" }).click();
  const dialog = page.getByRole("dialog", { name: "Move to another phase" });
  await pick(dialog.getByLabel("Phase"), "Ended");
  const ticked = dialog.getByRole("checkbox", { name: "Send the slides" });
  await expect(ticked, "as it was agreed before").toBeChecked();
  await ticked.uncheck();
  await dialog.getByRole("checkbox", { name: "Return the book" }).check();
  await dialog.getByRole("button", { name: "Move", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const { items } = await desk.call("action_list", { relationship: room.id });
  expect(items.filter(({ beyond_end }) => beyond_end).map(({ id }) => id)).toEqual([book.id]);
});

test("deleting a person takes their rooms along, and Undo brings all back", async ({ page, desk }) => {
  const { person } = await desk.mentor("Maria Lindqvist");
  await open(page, `/person/${person.id}`);
  await page.getByRole("button", { name: "More about this person" }).click();
  await page.getByRole("menuitem", { name: "Delete this person" }).click();
  await expect(page).toHaveURL(/#\/people$/);
  await expect(page.getByRole("navigation").getByRole("link", { name: "Maria Lindqvist" })).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Maria Lindqvist" })).toBeVisible();
});
