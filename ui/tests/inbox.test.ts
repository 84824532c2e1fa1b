import { describe, expect, it } from "vitest";
import type { Reminder } from "../src/api/bindings";
import { grouped } from "../src/screens/inbox/grouped";

const nine = Date.parse("2026-03-03T09:00:00Z");

function reminder(part: Partial<Reminder> = {}): Reminder {
  return {
    id: "1",
    kind: "meeting_late",
    subject_id: "m",
    title: "Budget",
    body: "",
    opens: "/meeting/m",
    due_at: nine,
    state: "shown",
    shown_at: nine,
    held_by: null,
    snoozed_until: null,
    delivery: "delivered",
    person: "Amara Nwosu",
    closed_at: null,
    waits: true,
    join: null,
    outcome: "shown",
    ...part,
  };
}

describe("a long list", () => {
  const people = ["Ada", "Ben", "Ada", null, "Ben", "Ada", "Ada", null];
  const many = people.map((person, index) => reminder({ id: String(index), person }));

  it("stands together by person, whoever has the latest first", () => {
    expect(
      grouped(many).map(({ reminder, heads }) => [reminder.id, heads]),
      "the name stands above its first line only",
    ).toEqual([
      ["0", "Ada"],
      ["2", null],
      ["5", null],
      ["6", null],
      ["1", "Ben"],
      ["4", null],
      ["3", "Yourself"],
      ["7", null],
    ]);
  });

  it("stays as it is when it is short or about one person", () => {
    for (const few of [many.slice(0, 7), many.map((one) => ({ ...one, person: "Ada" }))])
      expect(
        grouped(few).map(({ reminder, heads }) => [reminder.id, heads]),
        "no names between the lines",
      ).toEqual(few.map(({ id }) => [id, null]));
  });
});
