import { describe, expect, it } from "vitest";
import { calendarViews, hrefTo, parseRoute, roomTabs, routeAddress, type Route } from "../src/shell/route";

const id = "0198f1c2-7c1a-7d3e-9a44-1d2f3a4b5c6d";

const routes: Route[] = [
  { kind: "today" },
  { kind: "rooms" },
  { kind: "people" },
  { kind: "goals" },
  { kind: "inbox" },
  { kind: "bin" },
  { kind: "templates" },
  { kind: "settings" },
  { kind: "person", id },
  { kind: "meeting", id },
  { kind: "goal", id },
  { kind: "library", resource: null },
  { kind: "library", resource: id },
  ...roomTabs.map((tab): Route => ({ kind: "room", id, tab })),
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
