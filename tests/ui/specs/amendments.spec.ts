import { look } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

test("what was said before stands quietly beside what is said now", async ({ page, desk }) => {
  const { room } = await desk.mentor("Amara Nwosu");
  const { role, topic, programme, started_on } = room;
  const rest = { role, topic, programme, started_on };
  await desk.call("relationship_change", {
    id: room.id,
    fields: { ...rest, kind: "informal", ends_on: "2026-06-30", cadence: { every: 1, unit: "month" } },
    shown: null,
  });
  await desk.call("relationship_change", {
    id: room.id,
    fields: { ...rest, kind: "skill", ends_on: "2026-09-30", cadence: { every: 2, unit: "week" } },
    shown: null,
  });
  await open(page, `/room/${room.id}/about`);
  const before = page.getByRole("list", { name: "What was said before" });
  await expect(before.getByRole("listitem")).toHaveCount(3);
  for (const words of ["Kind: Informal", "How often: Every month", "Meant to end: 30 June"])
    await expect(before).toContainText(words);
  await look(page, "light");

  const action = await desk.action("Send the draft", { relationship_id: room.id, due_on: "2026-03-10" });
  const fields = {
    title: "Send the draft",
    owner: "mine" as const,
    relationship_id: room.id,
    meeting_id: null,
    goal_id: null,
  };
  await open(page, "/actions");
  const row = page.getByRole("listitem").filter({ hasText: "Send the draft" });
  await expect(row).toBeVisible();
  await expect(row).not.toContainText("was");
  await desk.call("action_change", {
    id: action.id,
    fields: { ...fields, due_on: "2026-03-06" },
    shown: null,
  });
  await expect(row, "earlier than it was").toContainText("was 10 March");
  await desk.call("action_done", { id: action.id });

  const goal = await desk.goal("Speak freely");
  const step = await desk.call("milestone_add", {
    goal_id: goal.id,
    title: "One talk",
    due_on: "2026-04-01",
  });
  await desk.call("milestone_change", { id: step.id, title: "One talk", due_on: "2026-04-20", shown: null });
  await open(page, `/goal/${goal.id}`);
  await expect(page.getByRole("listitem").filter({ hasText: "One talk" }).first()).toContainText(
    "was 1 April",
  );
});
