import { describe, expect, it } from "vitest";
import { zonesLike } from "../src/components/zones";

const zones = [
  "America/Argentina/Buenos_Aires",
  "America/New_York",
  "Europe/Berlin",
  "Europe/Paris",
  "Asia/Tokyo",
];

describe("zones found by what is typed", () => {
  it("match the start of any word, whatever the case", () => {
    expect(zonesLike("new", "Europe/Paris", zones), "a city's first word").toEqual(["America/New_York"]);
    expect(zonesLike("AIRES", "", zones), "a city's last word").toEqual(["America/Argentina/Buenos_Aires"]);
    expect(zonesLike("europe par", "", zones), "every word typed must match").toEqual(["Europe/Paris"]);
    expect(zonesLike("aris", "", zones), "the middle of a word is no start").toEqual([]);
  });

  it("begin with the zone one is in and its neighbours", () => {
    const all = zonesLike("", "Europe/Paris", zones);
    expect(all.slice(0, 2), "one's own, then the same continent").toEqual(["Europe/Paris", "Europe/Berlin"]);
    expect(all, "nothing typed hides nothing").toHaveLength(zones.length);
  });
});
