/** Every place of the app. An address is the part after `#`, such as `/room/ID/goals`. */
export type Route =
  | { kind: "today" }
  | { kind: "rooms" }
  | { kind: "room"; id: string; tab: RoomTab }
  | { kind: "people" }
  | { kind: "person"; id: string }
  | { kind: "meeting"; id: string }
  | { kind: "live"; id: string }
  | { kind: "brief"; about: BriefKind; id: string }
  | { kind: "advice"; tab: AdviceTab; entry: string | null }
  | { kind: "calendar"; view: CalendarView; date: string | null }
  | { kind: "actions" }
  | { kind: "goals" }
  | { kind: "goal"; id: string }
  | { kind: "library"; resource: string | null }
  | { kind: "inbox" }
  | { kind: "bin" }
  | { kind: "templates" }
  | { kind: "settings" };

export type RouteKind = Route["kind"];

/** The route of one kind: what its screen is given. */
export type RouteOf<K extends RouteKind> = Extract<Route, { kind: K }>;

export const roomTabs = ["now", "timeline", "goals", "resources", "notes", "about"] as const;
export type RoomTab = (typeof roomTabs)[number];

export const briefKinds = ["meeting", "room"] as const;
export type BriefKind = (typeof briefKinds)[number];

export const adviceTabs = ["advice", "decisions", "challenges", "wins", "stories"] as const;
export type AdviceTab = (typeof adviceTabs)[number];

export const calendarViews = ["month", "week", "agenda"] as const;
export type CalendarView = (typeof calendarViews)[number];

/** Reads an address, with or without its `#`. Null if there is no such place. */
export function parseRoute(address: string): Route | null {
  const [kind = "", first, second, ...rest] = address
    .replace(/^#/, "")
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  if (rest.length > 0) return null;
  switch (kind) {
    case "":
      return { kind: "today" };
    case "today":
    case "rooms":
    case "people":
    case "actions":
    case "goals":
    case "inbox":
    case "bin":
    case "templates":
    case "settings":
      return first === undefined ? { kind } : null;
    case "person":
    case "meeting":
    case "live":
    case "goal":
      return first !== undefined && second === undefined ? { kind, id: first } : null;
    case "brief": {
      const about = briefKinds.find((name) => name === first);
      return about && second !== undefined ? { kind, about, id: second } : null;
    }
    case "advice": {
      const tab = first === undefined ? "advice" : adviceTabs.find((name) => name === first);
      return tab ? { kind, tab, entry: second ?? null } : null;
    }
    case "library":
      return second === undefined ? { kind, resource: first ?? null } : null;
    case "room": {
      const tab = second === undefined ? "now" : roomTabs.find((name) => name === second);
      return first !== undefined && tab ? { kind, id: first, tab } : null;
    }
    case "calendar": {
      const view = first === undefined ? "month" : calendarViews.find((name) => name === first);
      if (!view || (second !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(second))) return null;
      return { kind, view, date: second ?? null };
    }
    default:
      return null;
  }
}

/** The address of a place, without `#`. */
export function routeAddress(route: Route): string {
  switch (route.kind) {
    case "today":
    case "rooms":
    case "people":
    case "actions":
    case "goals":
    case "inbox":
    case "bin":
    case "templates":
    case "settings":
      return `/${route.kind}`;
    case "person":
    case "meeting":
    case "live":
    case "goal":
      return `/${route.kind}/${encodeURIComponent(route.id)}`;
    case "brief":
      return `/brief/${route.about}/${encodeURIComponent(route.id)}`;
    case "advice":
      if (route.entry !== null) return `/advice/${route.tab}/${encodeURIComponent(route.entry)}`;
      return route.tab === "advice" ? "/advice" : `/advice/${route.tab}`;
    case "library":
      return route.resource === null ? "/library" : `/library/${encodeURIComponent(route.resource)}`;
    case "room": {
      const room = `/room/${encodeURIComponent(route.id)}`;
      return route.tab === "now" ? room : `${room}/${route.tab}`;
    }
    case "calendar":
      return route.date === null ? `/calendar/${route.view}` : `/calendar/${route.view}/${route.date}`;
  }
}

/** The address as a link carries it. */
export function hrefTo(route: Route): string {
  return `#${routeAddress(route)}`;
}

/** Shorthand for the link to a room. */
export function roomHref(id: string, tab: RoomTab = "now"): string {
  return hrefTo({ kind: "room", id, tab });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
