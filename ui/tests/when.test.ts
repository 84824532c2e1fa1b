import { describe, expect, it } from "vitest";
import {
  addDays,
  clockRange,
  clockTime,
  daysUntil,
  exactly,
  roughly,
  saidAs,
  type Reading,
} from "../src/components/when";

const today = "2026-03-03"; // a Tuesday
const english: Reading = { locale: "en-GB", hours24: true };
const twelve: Reading = { locale: "en-GB", hours24: false };
const german: Reading = { locale: "de-DE", hours24: true };
const inEnglish = { lastWeekday: (weekday: string) => `last ${weekday}` };
const inGerman = { lastWeekday: (weekday: string) => `letzten ${weekday}` };

describe("a time is said as people say it", () => {
  it.each([
    ["2026-03-03T15:00", "today 15:00"],
    ["2026-03-04T09:05", "tomorrow 09:05"],
    ["2026-03-02", "yesterday"],
    ["2026-03-05", "Thursday"],
    ["2026-03-09T08:00", "Monday 08:00"],
    ["2026-02-26", "last Thursday"],
    ["2026-03-10", "10 March"],
    ["2026-01-31", "31 January"],
    ["2027-03-12", "12 March 2027"],
    ["2025-12-31", "31 December 2025"],
  ])("in English: %s is %s", (local, said) => {
    expect(saidAs(local, today, english, inEnglish), "seen from Tuesday, 3 March 2026").toBe(said);
  });

  it.each([
    ["2026-03-03T15:00", "heute 15:00"],
    ["2026-03-05T15:00", "übermorgen 15:00"],
    ["2026-03-06", "Freitag"],
    ["2026-02-26", "letzten Donnerstag"],
    ["2026-05-12", "12. Mai"],
  ])("in German: %s is %s", (local, said) => {
    expect(saidAs(local, today, german, inGerman), "seen from Tuesday, 3 March 2026").toBe(said);
  });

  it("omits the year across a near turn of the year", () => {
    expect(saidAs("2026-01-12", "2025-12-30", english, inEnglish), "two weeks ahead need no year").toBe(
      "12 January",
    );
  });

  it("with twelve hours", () => {
    expect(clockTime("2026-03-03T00:30", twelve), "half past midnight").toMatch(/^12:30\sam$/);
    expect(clockTime("2026-03-03T14:00", twelve), "two in the afternoon").toMatch(/^2:00\spm$/);
  });

  it("as a range", () => {
    expect(clockRange("2026-03-03T14:00", "2026-03-03T14:45", english), "a dash, no spaces").toBe(
      "14:00–14:45",
    );
  });

  it("exactly, for the one who points at it", () => {
    expect(exactly("2026-03-03T14:00", english), "nothing left out").toMatch(
      /^Tuesday,? 3 March 2026, 14:00$/,
    );
    expect(exactly("2026-03-03", german), "a date without a time").toBe("Dienstag, 3. März 2026");
  });

  it("roughly", () => {
    expect(roughly("2026-02-22", today, "en-GB"), "days up to a fortnight").toBe("9 days ago");
    expect(roughly("2026-01-13", today, "en-GB"), "weeks up to ten").toBe("7 weeks ago");
    expect(roughly("2026-03-12", today, "de-DE"), "ahead").toBe("in 9 Tagen");
  });
});

describe("days are counted by the calendar", () => {
  it("across the change to summer time", () => {
    expect(daysUntil("2026-03-30", "2026-03-28"), "a day of 23 hours is a day").toBe(2);
    expect(addDays("2026-03-28", 2), "and the other way").toBe("2026-03-30");
  });

  it("across a leap day", () => {
    expect(addDays("2028-02-28", 1), "2028 is a leap year").toBe("2028-02-29");
  });
});
