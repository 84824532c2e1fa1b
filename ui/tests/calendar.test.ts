import { describe, expect, test } from "vitest";
import { minuteOf, place, type Span } from "../src/screens/calendar/layout";
import { addMonths, isDate, monthOf, weekOf } from "../src/screens/calendar/range";

describe("ranges of the calendar", () => {
  test("a week begins on the day the person chose", () => {
    expect(weekOf("2026-03-03", 1)[0], "a Monday week of a Tuesday").toBe("2026-03-02");
    expect(weekOf("2026-03-01", 1)[0], "a Sunday ends a Monday week").toBe("2026-02-23");
    expect(weekOf("2026-03-01", 0)[0], "and begins a Sunday week").toBe("2026-03-01");
    expect(weekOf("2026-03-03", 6)[0], "a Saturday week").toBe("2026-02-28");
  });

  test("a month shows every week it touches and no other", () => {
    const march = monthOf("2026-03-15", 1);
    expect(march.map((week) => week[0])).toEqual([
      "2026-02-23",
      "2026-03-02",
      "2026-03-09",
      "2026-03-16",
      "2026-03-23",
      "2026-03-30",
    ]);
    expect(monthOf("2027-02-10", 1).length, "February 2027 fills four Monday weeks exactly").toBe(4);
    expect(monthOf("2026-03-29", 1).flat(), "the clocks change, the days do not").toContain("2026-03-29");
  });

  test("months clamp at their end and years turn", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2028-01-31", 1)).toBe("2028-02-29");
    expect(addMonths("2026-12-15", 1)).toBe("2027-01-15");
    expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
    expect(addMonths("2026-03-03", -12)).toBe("2025-03-03");
  });

  test("only days there are count", () => {
    expect(isDate("2026-02-28")).toBe(true);
    expect(isDate("2026-02-30"), "an address can be mistyped").toBe(false);
    expect(isDate("2026-13-01")).toBe(false);
  });
});

describe("meetings of a day", () => {
  const span = (from: string, to: string): Span => ({ here: from, here_end: to });
  const placed = (spans: Span[], date = "2026-03-03") => place(spans, date, (one) => one);

  test("minutes are counted from midnight", () => {
    expect(minuteOf("2026-03-03T14:30")).toBe(870);
  });

  test("what overlaps stands side by side, what follows has the whole width again", () => {
    const [a, b, c, d] = placed([
      span("2026-03-03T09:00", "2026-03-03T10:00"),
      span("2026-03-03T09:30", "2026-03-03T10:30"),
      span("2026-03-03T10:00", "2026-03-03T11:00"),
      span("2026-03-03T11:00", "2026-03-03T12:00"),
    ]);
    expect([a?.lane, b?.lane, c?.lane], "the third takes the lane the first has left").toEqual([0, 1, 0]);
    expect([a?.lanes, b?.lanes, c?.lanes]).toEqual([2, 2, 2]);
    expect([d?.lane, d?.lanes]).toEqual([0, 1]);
  });

  test("a short meeting is drawn longer, and nothing is drawn over it", () => {
    const [a, b] = placed([
      span("2026-03-03T09:00", "2026-03-03T09:10"),
      span("2026-03-03T09:15", "2026-03-03T10:00"),
    ]);
    expect([a?.lane, b?.lane]).toEqual([0, 1]);
  });

  test("a meeting over midnight lies on both days, one until midnight only on its own", () => {
    const late = span("2026-03-03T23:00", "2026-03-04T01:00");
    expect(placed([late]).map((part) => [part.start, part.end])).toEqual([[1380, 1440]]);
    expect(placed([late], "2026-03-04").map((part) => [part.start, part.end])).toEqual([[0, 60]]);
    expect(placed([late], "2026-03-05")).toEqual([]);
    expect(placed([span("2026-03-03T23:00", "2026-03-04T00:00")], "2026-03-04")).toEqual([]);
  });
});
