import { m } from "../words/messages";
import type { OnlyPlace, Route, RouteOf } from "../frame/route";

/** A place one goes to by its name. */
export interface Place {
  route: Route;
  label: () => string;
  keys?: string;
  /** Where it stands in the sidebar: among the main places, or below the rooms. The inbox stands there with its count. */
  stands?: "main" | "below";
}

type Named = OnlyPlace | "calendar" | "advice" | "library";

/** In the order of the sidebar, the most wanted first. */
const named: { [K in Named]: Place & { route: RouteOf<K> } } = {
  today: { route: { kind: "today" }, label: m.nav_today, keys: "Mod+1", stands: "main" },
  rooms: { route: { kind: "rooms" }, label: m.nav_rooms, keys: "Mod+2", stands: "main" },
  calendar: {
    route: { kind: "calendar", view: "month", date: null },
    label: m.nav_calendar,
    keys: "Mod+3",
    stands: "main",
  },
  actions: { route: { kind: "actions" }, label: m.action_list, keys: "Mod+4", stands: "main" },
  goals: { route: { kind: "goals" }, label: m.nav_goals, keys: "Mod+5", stands: "main" },
  advice: {
    route: { kind: "advice", tab: "advice", entry: null },
    label: m.nav_growth,
    keys: "Mod+6",
    stands: "main",
  },
  library: {
    route: { kind: "library", resource: null },
    label: m.nav_library,
    keys: "Mod+7",
    stands: "main",
  },
  people: { route: { kind: "people" }, label: m.nav_people, keys: "Mod+8", stands: "main" },
  inbox: { route: { kind: "inbox" }, label: m.nav_inbox, keys: "Mod+9" },
  bin: { route: { kind: "bin" }, label: m.nav_bin, stands: "below" },
  settings: { route: { kind: "settings" }, label: m.nav_settings, keys: "Mod+,", stands: "below" },
  templates: { route: { kind: "templates" }, label: m.templates_title },
};

export const places: readonly Place[] = Object.values(named);
