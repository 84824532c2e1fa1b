import { describe, expect, it } from "vitest";
import { rhythm, silence } from "../src/screens/today/silence";

const today = "2026-03-03";

describe("why somebody has gone quiet", () => {
  it.each([
    ["2026-01-13", { every: 4, unit: "week" }, "Seven weeks; you meant every four."],
    ["2026-02-17", { every: 1, unit: "week" }, "Two weeks; you meant every week."],
    ["2025-12-02", { every: 1, unit: "month" }, "13 weeks; you meant every month."],
    ["2025-09-02", { every: 3, unit: "month" }, "26 weeks; you meant every three months."],
    ["2026-02-19", { every: 1, unit: "week" }, "Twelve days; you meant every week."],
    ["2026-03-02", { every: 1, unit: "week" }, "One day; you meant every week."],
  ] as const)("since %s, meant %o", (since, cadence, said) => {
    expect(silence(since, cadence, today), "how long, and how long was meant").toBe(said);
  });

  it("says so when there was no meeting at all", () => {
    expect(silence(null, { every: 2, unit: "week" }, today), "no number can be given").toBe(
      "Not met yet; you meant every two weeks.",
    );
  });
});

describe("a rhythm", () => {
  it("may be a weekday of the month", () => {
    expect(rhythm({ every: 3, unit: "monday" }), "which one, and the day").toBe(
      "every third Monday of the month",
    );
    expect(rhythm({ every: 5, unit: "friday" }), "the last, be it the fourth or the fifth").toBe(
      "every last Friday of the month",
    );
  });

  it("is written out up to twelve and in digits beyond", () => {
    expect(rhythm({ every: 12, unit: "week" }), "the last word of the list").toBe("every twelve weeks");
    expect(rhythm({ every: 13, unit: "week" }), "beyond the list").toBe("every 13 weeks");
  });
});
