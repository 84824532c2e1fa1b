/** Places that are one of a kind. */
export const onlyPlaces = [
  "today",
  "rooms",
  "people",
  "actions",
  "goals",
  "inbox",
  "bin",
  "templates",
  "settings",
] as const;
export type OnlyPlace = (typeof onlyPlaces)[number];

/** Places of one thing, by its id. */
export const placesOfOne = ["person", "meeting", "live", "goal"] as const;
export type PlaceOfOne = (typeof placesOfOne)[number];

/** Every place of the app. An address is the part after `#`, such as `/room/ID/goals`. */
export type Route =
  | { [K in OnlyPlace]: { kind: K } }[OnlyPlace]
  | { [K in PlaceOfOne]: { kind: K; id: string } }[PlaceOfOne]
  | { kind: "room"; id: string; tab: RoomTab }
  | { kind: "brief"; about: BriefKind; id: string }
  | { kind: "advice"; tab: AdviceTab; entry: string | null }
  | { kind: "calendar"; view: CalendarView; date: string | null }
  | { kind: "library"; resource: string | null };

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
  const only = onlyPlaces.find((name) => name === kind);
  if (only) return first === undefined ? { kind: only } : null;
  const ofOne = placesOfOne.find((name) => name === kind);
  if (ofOne) return first !== undefined && second === undefined ? { kind: ofOne, id: first } : null;
  switch (kind) {
    case "":
      return { kind: "today" };
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
  if (isOnly(route)) return `/${route.kind}`;
  if (isOfOne(route)) return `/${route.kind}/${encodeURIComponent(route.id)}`;
  switch (route.kind) {
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

function isOnly(route: Route): route is RouteOf<OnlyPlace> {
  return (onlyPlaces as readonly string[]).includes(route.kind);
}

function isOfOne(route: Route): route is RouteOf<PlaceOfOne> {
  return (placesOfOne as readonly string[]).includes(route.kind);
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
