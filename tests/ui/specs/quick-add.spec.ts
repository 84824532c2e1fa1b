import { Count } from "../world/count.ts";
import { lookTwice } from "../world/look.ts";
import { open, ready } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("takes “@name words” from anywhere and puts the words into that room", async ({ page, desk, hands }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.mentor("Tariq Haddad");
  await open(page, "/people");

  await hands.press("Control+n");
  await hands.type("@maria ask about the salary talk");
  await expect(
    page.getByRole("dialog", { name: "Quick add" }).getByRole("combobox", { name: "With whom?" }),
  ).toHaveValue("Maria Lindqvist");
  await hands.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Added to Maria Lindqvist" })).toBeVisible();
  expect(hands.inputs, "a chord, a line and Enter").toBeLessThanOrEqual(10);
  await expect(page, "nobody was taken anywhere").toHaveURL(/#\/people$/);

  const { items } = await desk.call("agenda_inbox", {
    relationship_id: maria.room.id,
    page: {},
  });
  expect(items.map((point) => point.text)).toEqual(["ask about the salary talk"]);
});

test("two of one name are told apart, and each line begins as a topic", async ({ page, desk }) => {
  const first = await desk.mentor("Alex Kim", { topic: "Negotiation" });
  await desk.mentee("Alex Kim", { topic: "First job" });
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog", { name: "Quick add" });
  await page.keyboard.type("@alex send CV by Friday");
  await dialog.getByRole("radio", { name: "Promise" }).check();
  await dialog.getByRole("button", { name: /Your mentor, Negotiation/ }).click();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  const { items } = await desk.call("action_list", {});
  expect(items.map(({ relationship_id, title, due_on }) => [relationship_id, title, due_on])).toEqual([
    [first.room.id, "send CV", "2026-03-06"],
  ]);
  await page.keyboard.press("Control+n");
  await expect(dialog.getByRole("radio", { name: "Topic" }), "not as the one before").toBeChecked();
});

test("what is private stays so when one of two of a name is chosen, and a half-written note stays beside it", async ({
  page,
  desk,
}) => {
  const alex = await desk.mentor("Alex Kim", { topic: "Negotiation" });
  await desk.mentee("Alex Kim", { topic: "First job" });
  const about = { kind: "relationship" as const, id: alex.room.id };
  await desk.call("note_draft_keep", { about, body: "Half a thought" });
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog", { name: "Quick add" });
  await page.keyboard.type("@alex # she looked tired");
  await dialog.getByRole("button", { name: /Your mentor, Negotiation/ }).click();
  await expect(dialog).toContainText("Kept among the private notes");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  const notes = await desk.call("note_list", { about, page: {} });
  expect(notes.items.map(({ body }) => body)).toEqual(["she looked tired"]);
  const topics = await desk.call("agenda_inbox", {
    relationship_id: alex.room.id,
    page: {},
  });
  expect(topics.items, "nothing of it among what is shared").toEqual([]);
  expect((await desk.call("draft_find", { scope: "quick_add" })).body).toBe("");
  expect((await desk.call("note_draft_find", { about })).body, "another note, half written").toBe(
    "Half a thought",
  );
});

test("a name in the line is meant, not the room one stands in, and one nobody has is asked about", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const tariq = await desk.mentor("Tariq Haddad");
  await open(page, `/room/${maria.room.id}`);
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog", { name: "Quick add" });
  const whom = dialog.getByRole("combobox", { name: "With whom?" });
  await expect(whom, "without a name, the room one stands in").toHaveValue("Maria Lindqvist");
  await dialog.getByLabel("In one line").fill("@tariq ask about the salary talk ~promo");
  await expect(whom).toHaveValue("Tariq Haddad");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  const inbox = async (id: string) =>
    (await desk.call("agenda_inbox", { relationship_id: id, page: {} })).items.map(({ text }) => text);
  expect(await inbox(tariq.room.id), "and no word of it is lost").toEqual([
    "ask about the salary talk ~promo",
  ]);
  expect(await inbox(maria.room.id)).toEqual([]);

  await page.keyboard.press("Control+n");
  await dialog.getByLabel("In one line").fill("@nobody ask as well");
  await page.keyboard.press("Enter");
  await expect(whom).toHaveAccessibleDescription(/Choose whom it is with|Nobody/);
});

test("of somebody whose room has ended it says so", async ({ page, desk }) => {
  const eve = await desk.mentor("Eve Moreau");
  await desk.call("relationship_move_phase", {
    id: eve.room.id,
    phase: "ended",
    reason: "",
  });
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog", { name: "Quick add" });
  await page.keyboard.type("@eve thank her again");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("combobox", { name: "With whom?" })).toHaveAccessibleDescription(
    /The room with Eve Moreau has ended/,
  );
});

test("Enter before the core has answered who and when is meant waits for that", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog", { name: "Quick add" });
  await dialog.getByRole("radio", { name: "Promise" }).check();
  await desk.goal("Promotion", { relationship_id: maria.room.id });
  await page.route(/call\/quick_read/, async (route) => {
    await new Promise((later) => setTimeout(later, 500));
    await route.continue();
  });
  await dialog.getByLabel("In one line").fill("@maria send CV ~promo by Friday");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  const { items } = await desk.call("action_list", {});
  expect(
    items.map(({ title, due_on, relationship_id, goal_title }) => [
      title,
      due_on,
      relationship_id,
      goal_title,
    ]),
  ).toEqual([["send CV", "2026-03-06", maria.room.id, "Promotion"]]);
});

test("a line that is too long is told so and kept as it is", async ({ page, desk }) => {
  await desk.mentor("Maria Lindqvist");
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const line = page.getByRole("dialog").getByLabel("In one line");
  await line.fill(`@maria ${"word ".repeat(120)}`);
  await expect(page.getByRole("combobox", { name: "With whom?" })).toHaveValue("Maria Lindqvist");
  await page.keyboard.press("Enter");
  await expect(line).toHaveAccessibleDescription(/This has 599 characters; 500 fit/);
  expect((await line.inputValue()).length, "nothing is cut off behind one's back").toBe(607);
});

test("finds the one meant by any of their names, without accents", async ({ page, desk }) => {
  const zoe = await desk.mentor("Zoë Ångström");
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  await page.keyboard.type("@angstrom how to say no");
  await expect(page.getByRole("combobox", { name: "With whom?" })).toHaveValue("Zoë Ångström");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Zoë Ångström" })).toBeVisible();
  const { items } = await desk.call("agenda_inbox", {
    relationship_id: zoe.room.id,
    page: {},
  });
  expect(items.map((point) => point.text)).toEqual(["how to say no"]);
});

test("asks which of two is meant, and for what is missing", async ({ page, desk }) => {
  const ito = await desk.mentor("Sakura Ito");
  await desk.mentee("Sakura Mori");
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog", { name: "Quick add" });
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("In one line"), "the field says what it lacks").toHaveAccessibleDescription(
    /Write what it is about/,
  );
  await dialog.getByLabel("In one line").fill("@sakura a book to read");
  await expect(dialog.getByRole("alert"), "what is mended is not said any more").toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Sakura Mori Your mentee" })).toBeVisible();
  await lookTwice(page);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("combobox", { name: "With whom?" })).toHaveAccessibleDescription(
    /Choose whom it is with/,
  );
  await dialog.getByRole("button", { name: "Sakura Ito Your mentor" }).click();
  await dialog.getByLabel("In one line").press("Enter");
  await expect(dialog).toHaveCount(0);
  const { items } = await desk.call("agenda_inbox", {
    relationship_id: ito.room.id,
    page: {},
  });
  expect(items.map((point) => point.text)).toEqual(["a book to read"]);
});

test("adds a promise with a date said in words, a goal, and a meeting", async ({ page, desk }) => {
  await desk.mentor("Maria Lindqvist");
  await open(page, "/today");
  const dialog = page.getByRole("dialog", { name: "Quick add" });

  await page.keyboard.press("Control+n");
  await page.keyboard.type("@maria send the draft");
  await dialog.getByRole("radio", { name: "Promise" }).check();
  await dialog.getByLabel("Until when", { exact: true }).fill("friday");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toHaveCount(0);
  const actions = await desk.call("action_list", {});
  expect(actions.items.map(({ title, due_on, name }) => [title, due_on, name])).toEqual([
    ["send the draft", "2026-03-06", "Maria Lindqvist"],
  ]);

  await page.keyboard.press("Control+n");
  await page.keyboard.type("Learn to chair a meeting");
  await dialog.getByRole("radio", { name: "Goal" }).check();
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toHaveCount(0);
  const goals = await desk.call("goal_list", {});
  expect(goals.items.map((goal) => goal.title)).toEqual(["Learn to chair a meeting"]);

  await page.keyboard.press("Control+n");
  await page.keyboard.type("@maria spring plans");
  await dialog.getByRole("radio", { name: "Meeting" }).check();
  await dialog.getByLabel("Date", { exact: true }).fill("tomorrow");
  await dialog.getByLabel("Time").fill("3 pm");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page).toHaveURL(/#\/meeting\//);
  const meetings = await desk.call("meeting_list", {});
  expect(meetings.items.map(({ title, when }) => [title, when?.local])).toEqual([
    ["spring plans", "2026-03-04T15:00"],
  ]);
});

test("keeps a half-written line through a reload", async ({ page, desk }) => {
  await desk.mentor("Maria Lindqvist");
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  await page.keyboard.type("@maria half a thought");
  await expect
    .poll(async () => (await desk.call("draft_find", { scope: "quick_add" })).body)
    .toContain("@maria half a thought");
  await page.reload();
  await ready(page);
  await page.keyboard.press("Control+n");
  await expect(page.getByRole("dialog").getByLabel("In one line")).toHaveValue("@maria half a thought");
});

test("a line says who, what, for which goal and until when, and # keeps it private", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.goal("Speak freely", { relationship_id: maria.room.id });
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Promise", exact: true }).check();
  await dialog.getByRole("textbox").first().fill("@maria send the draft ~speak by Friday");
  await expect(dialog).toContainText(/Understood:\s+Friday, 6 March 2026/);
  await expect(dialog).toContainText("For the goal “Speak freely”");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const [action] = (await desk.call("action_list", {})).items;
  expect([action?.title, action?.due_on, action?.goal_title]).toEqual([
    "send the draft",
    "2026-03-06",
    "Speak freely",
  ]);

  await page.keyboard.press("Control+n");
  await dialog.getByRole("radio", { name: "Meeting", exact: true }).check();
  await dialog.getByRole("textbox").first().fill("@maria Kaffee nächsten Dienstag 15 Uhr");
  await expect(dialog).toContainText(/Understood:\s+Tuesday, 10 March 2026, 15:00/);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page).toHaveURL(/#\/meeting\//);
  await expect(dialog).toHaveCount(0);
  const [meeting] = (await desk.call("meeting_list", {})).items;
  expect([meeting?.title, meeting?.when?.local]).toEqual(["Kaffee", "2026-03-10T15:00"]);

  await page.keyboard.press("Control+n");
  await dialog.getByRole("textbox").first().fill("@maria # she looked tired");
  await expect(dialog).toContainText("Kept among the private notes");
  expect((await desk.call("draft_find", { scope: "quick_add" })).body, "no draft of a private line").toBe("");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const about = { kind: "relationship" as const, id: maria.room.id };
  expect((await desk.call("note_list", { about, page: {} })).items.map(({ body }) => body)).toEqual([
    "she looked tired",
  ]);

  await page.keyboard.press("Control+n");
  await dialog.getByRole("textbox").first().fill("@nobody # he sounded lost");
  await expect(dialog, "private before its room is known").toContainText("Kept among the private notes");
  await dialog.getByRole("combobox").fill("maria");
  await dialog.getByRole("option", { name: /Maria/ }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  expect((await desk.call("draft_find", { scope: "quick_add" })).body).toBe("");
  expect((await desk.call("note_list", { about, page: {} })).items.map(({ body }) => body).sort()).toEqual([
    "he sounded lost",
    "she looked tired",
  ]);
});

test("each sign of capture is understood while it is typed, and stands in the fields", async ({
  page,
  desk,
}) => {
  const maria = await desk.mentor("Maria Lindqvist");
  await desk.goal("Speak freely", { relationship_id: maria.room.id });
  await open(page, "/today");
  const dialog = page.getByRole("dialog", { name: "Quick add" });
  const line = dialog.getByLabel("In one line");
  const radio = (name: string) => dialog.getByRole("radio", { name, exact: true });
  const add = async () => {
    await page.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
  };

  await page.keyboard.press("Control+n");
  await line.fill("@maria > read the draft ~speak by Friday");
  await expect(radio("Promise")).toBeChecked();
  await expect(radio("Theirs")).toBeChecked();
  await expect(dialog.getByRole("combobox", { name: "With whom?" })).toHaveValue("Maria Lindqvist");
  await expect(dialog.getByLabel("Until when", { exact: true })).toHaveValue(/6 March 2026/);
  await expect(dialog).toContainText("For the goal “Speak freely”");
  await add();
  const [promise] = (await desk.call("action_list", {})).items;
  expect([promise?.owner, promise?.title, promise?.due_on, promise?.goal_title]).toEqual([
    "theirs",
    "read the draft",
    "2026-03-06",
    "Speak freely",
  ]);

  for (const [sign, name, field, shown] of [
    ["?", "Question", null, ""],
    ["=", "Decision", null, ""],
    ["*", "Advice", "Try by", "6 March 2026"],
    ["+", "Win", "Happened on", "27 February 2026"],
    ["!", "Promise", "Until when", "6 March 2026"],
  ] as const) {
    await page.keyboard.press("Control+n");
    const day = sign === "+" ? "last Friday" : field === null ? "" : "by Friday";
    await line.fill(`${sign} @maria words after ${sign} ${day}`.trim());
    await expect(radio(name), sign).toBeChecked();
    if (field !== null)
      await expect(dialog.getByLabel(field, { exact: true })).toHaveValue(new RegExp(shown));
    await add();
  }
  const about = { relationship: maria.room.id };
  expect((await desk.call("advice_list", about)).items.map(({ text, try_by }) => [text, try_by])).toEqual([
    ["words after *", "2026-03-06"],
  ]);
  expect((await desk.call("journal_list", about)).items.map(({ text, day }) => [text, day])).toEqual([
    ["words after +", "2026-02-27"],
  ]);
  expect((await desk.call("decision_list", about)).items.map(({ question }) => question)).toEqual([
    "words after =",
  ]);
  const inbox = await desk.call("agenda_inbox", {
    relationship_id: maria.room.id,
    page: {},
  });
  expect(inbox.items.map(({ kind, text }) => [kind, text])).toEqual([["question", "words after ?"]]);
});

test("a field set by hand goes before the line, and a name typed later before the room chosen", async ({
  page,
  desk,
}) => {
  await desk.mentor("Maria Lindqvist");
  await desk.mentor("Tariq Haddad");
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog", { name: "Quick add" });
  const line = dialog.getByLabel("In one line");
  const until = dialog.getByLabel("Until when", { exact: true });
  const whom = dialog.getByRole("combobox", { name: "With whom?" });
  await line.fill("@maria ! send it by Friday");
  await expect(until).toHaveValue(/6 March 2026/);
  await until.fill("20 March");
  await until.press("Tab");
  await dialog.getByRole("radio", { name: "Theirs", exact: true }).check();
  await line.fill("@maria ! send it all by Friday");
  await expect(until, "what is typed on changes no field set by hand").toHaveValue(/20 March 2026/);
  await whom.fill("tariq");
  await dialog.getByRole("option", { name: /Tariq/ }).click();
  await expect(line, "the name goes from the line, the sign stays").toHaveValue("! send it all by Friday");
  await line.press("Enter");
  await expect(dialog).toHaveCount(0);
  const [promise] = (await desk.call("action_list", {})).items;
  expect([promise?.name, promise?.owner, promise?.title, promise?.due_on]).toEqual([
    "Tariq Haddad",
    "theirs",
    "send it all by Friday",
    "2026-03-20",
  ]);

  await page.keyboard.press("Control+n");
  await expect(whom, "nothing of the one before").toHaveValue("");
  await whom.fill("tariq");
  await dialog.getByRole("option", { name: /Tariq/ }).click();
  await line.fill("@maria ask");
  await expect(whom).toHaveValue("Maria Lindqvist");
});

test("the core is asked while something is typed, and at no other time", async ({ page, desk }) => {
  await page.clock.install();
  await desk.mentor("Maria Lindqvist");
  await open(page, "/today");
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog", { name: "Quick add" });
  const count = Count.over(page);
  await dialog.getByLabel("In one line").fill("@maria ! send it by Friday");
  await page.clock.runFor("00:02");
  await expect(dialog.getByRole("radio", { name: "Promise", exact: true })).toBeChecked();
  await count.settle();
  expect(count.names().filter((name) => name === "quick_read")).toHaveLength(1);
  count.clear();
  await page.clock.runFor("02:00");
  await count.settle();
  expect(count.names(), "while nothing changes nothing is asked").toEqual([]);
});
