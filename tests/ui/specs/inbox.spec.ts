import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("reminders wait until they are answered, with a key each", async ({ page, desk, hands }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.meeting(amara, "2026-03-03T09:45", { title: "Budget" });
  await desk.due();
  await open(page, "/inbox");
  const waiting = page.getByRole("list", { name: "Waiting" });
  await expect(waiting.getByRole("listitem")).not.toHaveCount(0);
  await expect(page.getByRole("navigation").getByRole("link", { name: /Inbox.*waiting/ })).toBeVisible();

  const promise = waiting.getByRole("link", { name: "Send the draft" });
  await promise.focus();
  hands.rest();
  await hands.press("x");
  await expect(promise).toHaveCount(0);
  expect(hands.inputs, "one key answers").toBe(1);
  await expect(page.getByRole("status").filter({ hasText: "Promise kept: Send the draft" })).toBeVisible();
  const actions = await desk.call("action_list", {});
  expect(actions.items.map(({ title, state }) => [title, state])).toEqual([["Send the draft", "done"]]);
});

test("later means later: it goes, and comes back when it said", async ({ page, desk }) => {
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.due();
  await open(page, "/inbox");
  const promise = page.getByRole("list", { name: "Waiting" }).getByRole("link", { name: "Send the draft" });
  await promise.focus();
  await page.keyboard.press("3");
  await expect(page.getByRole("status").filter({ hasText: /Comes back Wednesday/ })).toBeVisible();

  await desk.clock("2026-03-04T09:30");
  await desk.due();
  await page.reload();
  await expect(promise).toBeVisible();
  await promise.click();
  await expect(page, "a reminder leads to what it is about").toHaveURL(new RegExp(`#/room/${amara.room.id}`));
});

test("the history keeps what came, and an empty inbox says so calmly", async ({ page, desk }) => {
  await open(page, "/inbox");
  await expect(page.getByText(/Nothing waits for you/)).toBeVisible();
  const amara = await desk.mentor("Amara Nwosu");
  await desk.action("Send the draft", { due_on: "2026-03-03", relationship_id: amara.room.id });
  await desk.due();
  await expect(page.getByRole("link", { name: "Send the draft" }), "it appears by itself").toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("radio", { name: "History" }).check();
  const history = page.getByRole("list", { name: "History" });
  await expect(history.getByRole("listitem").filter({ hasText: "Send the draft" })).toContainText("answered");
});
