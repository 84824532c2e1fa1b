import { describe, expect, it } from "vitest";
import { dateOrder, readDate, readTime } from "../src/components/dateText";
import { addDays, format } from "../src/components/when";

const today = "2026-03-03"; // a Tuesday

describe("a date is read as people write it", () => {
  it.each([
    ["en-GB", "today", "2026-03-03"],
    ["en-GB", "Tomorrow", "2026-03-04"],
    ["en-GB", "thursday", "2026-03-05"],
    ["en-GB", "tue", "2026-03-10"],
    ["en-GB", "in 2 weeks", "2026-03-17"],
    ["en-GB", "+3", "2026-03-06"],
    ["en-GB", "in 1 month", "2026-04-03"],
    ["en-GB", "12 March", "2026-03-12"],
    ["en-GB", "March 12, 2027", "2027-03-12"],
    ["en-GB", "Thu, 12 March 2026", "2026-03-12"],
    ["en-GB", "3/4", "2026-04-03"],
    ["en-US", "3/4", "2026-03-04"],
    ["en-US", "12/31/27", "2027-12-31"],
    ["de-DE", "übermorgen", "2026-03-05"],
    ["de-DE", "12. März", "2026-03-12"],
    ["de-DE", "3.4.", "2026-04-03"],
    ["de-DE", "in 3 Tagen", "2026-03-06"],
    ["de-DE", "Freitag", "2026-03-06"],
    ["de-DE", "2026-03-12", "2026-03-12"],
    ["en-GB", "1 June", "2026-06-01"],
    ["en-GB", "1 October", "2026-10-01"],
  ])("%s: %s", (locale, text, date) => {
    expect(readDate(text, today, locale), "read on Tuesday, 3 March 2026").toBe(date);
  });

  it("takes a month that is long past for the next one", () => {
    expect(readDate("1 October", "2026-12-20", "en-GB"), "80 days past is still this year").toBe(
      "2026-10-01",
    );
    expect(readDate("1 October", "2026-12-20", "en-GB", "ahead"), "what is due lies ahead").toBe(
      "2027-10-01",
    );
    expect(readDate("1 October", "2026-09-20", "en-GB", "back"), "what was lies back").toBe("2025-10-01");
    expect(readDate("Friday", "2026-03-03", "en-GB", "back"), "the last one").toBe("2026-02-27");
    expect(readDate("1 June", "2026-12-20", "en-GB"), "half a year past is next year").toBe("2027-06-01");
  });

  it.each([
    "",
    "soon",
    "12 March 2026 nonsense",
    "Fri, 12 March 2026",
    "31 February",
    "2026-13-01",
    "99/99",
    "12",
    "the day after the party",
  ])("refuses %j", (text) => {
    expect(readDate(text, today, "en-GB"), "what is no date is not guessed at").toBeNull();
  });

  it.each(["en-GB", "de-DE"])("reads back what the field shows, in %s", (locale) => {
    for (let ahead = 0; ahead < 800; ahead += 13) {
      const date = addDays(today, ahead);
      const shown = format(date, locale, {
        weekday: "short",
        day: "numeric",
        month: "long",
        year: "numeric",
      });
      expect(readDate(shown, today, locale), shown).toBe(date);
    }
  });

  it("knows who writes the month first", () => {
    expect(dateOrder("en-US"), "the United States").toBe("mdy");
    expect(dateOrder("de-DE"), "Germany").toBe("dmy");
    expect(dateOrder("ja-JP"), "Japan").toBe("ymd");
  });
});

describe("a time is read as people write it", () => {
  it.each([
    ["15", "15:00"],
    ["15:30", "15:30"],
    ["9.05", "09:05"],
    ["1530", "15:30"],
    ["3pm", "15:00"],
    ["3:15 p.m.", "15:15"],
    ["12 am", "00:00"],
    ["12 pm", "12:00"],
    ["15 Uhr", "15:00"],
  ])("%s", (text, time) => {
    expect(readTime(text), "on a clock of 24 hours").toBe(time);
  });

  it.each(["", "25", "15:60", "13 pm", "noonish"])("refuses %j", (text) => {
    expect(readTime(text), "what is no time is not guessed at").toBeNull();
  });
});
