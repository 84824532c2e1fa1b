import { describe, expect, it } from "vitest";
import {
  adviceTabs,
  briefKinds,
  calendarViews,
  hrefTo,
  onlyPlaces,
  parseRoute,
  placesOfOne,
  roomTabs,
  routeAddress,
  type Route,
} from "../src/frame/route";

const id = "0198f1c2-7c1a-7d3e-9a44-1d2f3a4b5c6d";

const routes: Route[] = [
  ...onlyPlaces.map((kind): Route => ({ kind })),
  ...placesOfOne.map((kind): Route => ({ kind, id })),
  { kind: "library", resource: null },
  { kind: "library", resource: id },
  ...roomTabs.map((tab): Route => ({ kind: "room", id, tab })),
  ...briefKinds.map((about): Route => ({ kind: "brief", about, id })),
  ...adviceTabs.map((tab): Route => ({ kind: "advice", tab, entry: null })),
  { kind: "advice", tab: "decisions", entry: id },
  ...calendarViews.map((view): Route => ({ kind: "calendar", view, date: null })),
  { kind: "calendar", view: "week", date: "2026-03-03" },
];

describe("an address", () => {
  it.each(routes)("leads back to where it was made: %o", (route) => {
    expect(parseRoute(hrefTo(route)), "with #, as a link has it").toEqual(route);
    expect(parseRoute(routeAddress(route)), "without #, as a notification has it").toEqual(route);
  });

  it("carries any id, however it is written", () => {
    const route: Route = { kind: "person", id: "a/b c%é" };
    expect(parseRoute(hrefTo(route)), "slashes and spaces are escaped").toEqual(route);
  });

  it("without a path is Today", () => {
    expect(parseRoute(""), "the first start has no hash").toEqual({ kind: "today" });
    expect(parseRoute("#/"), "a bare slash").toEqual({ kind: "today" });
  });

  it.each([
    "/nowhere",
    "/room",
    `/room/${id}/cellar`,
    "/calendar/year",
    "/calendar/month/soon",
    "/today/x",
    "/person/a/b",
  ])("leads nowhere: %s", (address) => {
    expect(parseRoute(address), "a wrong address is not guessed at").toBeNull();
  });
});
