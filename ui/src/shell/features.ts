import type { Component } from "svelte";
import ExportCalendarLayer from "../features/calendar/ExportCalendarLayer.svelte";
import "../features/calendar/actions";
import AddResourceLayer from "../features/library/AddResourceLayer.svelte";
import "../features/library/actions";
import SetGoalLayer from "../features/goals/SetGoalLayer.svelte";
import "../features/goals/actions";
import AddLayer from "../features/advice/AddLayer.svelte";
import "../features/advice/actions";
import AddPersonLayer from "../features/people/AddPersonLayer.svelte";
import "../features/people/actions";
import LogContactLayer from "../features/contacts/LogContactLayer.svelte";
import "../features/contacts/actions";
import AddActionLayer from "../features/actions/AddActionLayer.svelte";
import "../features/actions/actions";
import AfterMeetingLayer from "../features/meetings/AfterMeetingLayer.svelte";
import PlanMeetingLayer from "../features/meetings/PlanMeetingLayer.svelte";
import "../features/meetings/actions";
import "../features/inbox/actions";
import OfferPassphraseLayer from "../features/vault/OfferPassphraseLayer.svelte";
import "../features/vault/actions";
import RecordLayer from "../features/record/RecordLayer.svelte";
import "../features/record/actions";
import StartRelationshipLayer from "../features/rooms/StartRelationshipLayer.svelte";
import "../features/rooms/actions";
import type { RouteKind, RouteOf } from "./route";

/*
 * Where the shell meets the features: each adds its lines here and nowhere else in the shell.
 *
 * screens    today: () => import("../features/today/Today.svelte"),
 *            The component is given the route: let { route }: { route: RouteOf<"today"> } = $props();
 * firstRun   the component shown instead of everything until the first run is over.
 * dialogs    components that are always there, such as a feature's own dialog opened by an action.
 * Actions that exist everywhere: registerActions([...]) in ../features/NAME/actions.ts, imported here for its effect.
 */

/** A place that is one of a kind needs no route. */
type ScreenOf<K extends RouteKind> = Component<{ route: RouteOf<K> }> | Component<Record<string, never>>;

type Screens = { [K in RouteKind]: () => Promise<{ default: ScreenOf<K> }> };

export const screens: Screens = {
  today: () => import("../features/today/Today.svelte"),
  inbox: () => import("../features/inbox/Inbox.svelte"),
  bin: () => import("../features/bin/Bin.svelte"),
  settings: () => import("../features/settings/Settings.svelte"),
  templates: () => import("../features/templates/Templates.svelte"),
  people: () => import("../features/people/People.svelte"),
  person: () => import("../features/people/Person.svelte"),
  actions: () => import("../features/actions/Actions.svelte"),
  goals: () => import("../features/goals/Goals.svelte"),
  goal: () => import("../features/goals/Goal.svelte"),
  library: () => import("../features/library/Library.svelte"),
  rooms: () => import("../features/rooms/Rooms.svelte"),
  room: () => import("../features/rooms/Room.svelte"),
  meeting: () => import("../features/meetings/MeetingPage.svelte"),
  live: () => import("../features/meetings/MeetingMode.svelte"),
  brief: () => import("../features/brief/Brief.svelte"),
  advice: () => import("../features/advice/Advice.svelte"),
  calendar: () => import("../features/calendar/Calendar.svelte"),
};

export const firstRun: (() => Promise<{ default: Component<{ onfinish: () => void }> }>) | null = () =>
  import("../features/firstrun/FirstRun.svelte");

export const dialogs: readonly Component[] = [
  StartRelationshipLayer,
  PlanMeetingLayer,
  AfterMeetingLayer,
  AddActionLayer,
  LogContactLayer,
  AddPersonLayer,
  SetGoalLayer,
  AddResourceLayer,
  AddLayer,
  ExportCalendarLayer,
  OfferPassphraseLayer,
  RecordLayer,
];
