import type { Component } from "svelte";
// What can be done from everywhere, the rarest first: the palette lists what comes last before the rest.
import "../features/calendar/actions";
import "../features/resources/actions";
import "../features/goals/actions";
import "../features/journal/actions";
import "../features/challenges/actions";
import "../features/decisions/actions";
import "../features/advice/actions";
import "../features/people/actions";
import "../features/contacts/actions";
import "../features/actions/actions";
import "../features/meetings/actions";
import "../features/reminders/actions";
import "../features/vault/actions";
import "../features/record/actions";
import "../features/relationships/actions";
import type { RouteKind, RouteOf } from "../frame/route";

/** A place that is one of a kind needs no route. */
type ScreenOf<K extends RouteKind> = Component<{ route: RouteOf<K> }> | Component<Record<string, never>>;

type Screens = { [K in RouteKind]: () => Promise<{ default: ScreenOf<K> }> };

export const screens: Screens = {
  today: () => import("../screens/today/Today.svelte"),
  inbox: () => import("../screens/inbox/Inbox.svelte"),
  bin: () => import("../screens/bin/Bin.svelte"),
  settings: () => import("../screens/settings/Settings.svelte"),
  templates: () => import("../screens/templates/Templates.svelte"),
  people: () => import("../screens/people/People.svelte"),
  person: () => import("../screens/person/Person.svelte"),
  actions: () => import("../screens/actions/Actions.svelte"),
  goals: () => import("../screens/goals/Goals.svelte"),
  goal: () => import("../screens/goal/Goal.svelte"),
  library: () => import("../screens/library/Library.svelte"),
  rooms: () => import("../screens/rooms/Rooms.svelte"),
  room: () => import("../screens/room/Room.svelte"),
  meeting: () => import("../screens/meeting/MeetingPage.svelte"),
  live: () => import("../screens/meeting/MeetingMode.svelte"),
  brief: () => import("../screens/brief/Brief.svelte"),
  advice: () => import("../screens/advice/Advice.svelte"),
  calendar: () => import("../screens/calendar/Calendar.svelte"),
};

/** What is shown instead of everything until the first run is over. */
export const firstRun = () => import("../screens/firstrun/FirstRun.svelte");
