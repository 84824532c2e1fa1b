import type { Component } from "svelte";
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

type Screens = { [K in RouteKind]?: () => Promise<{ default: Component<{ route: RouteOf<K> }> }> };

export const screens: Screens = {
  today: () => import("../features/today/Today.svelte"),
  inbox: () => import("../features/inbox/Inbox.svelte"),
  bin: () => import("../features/bin/Bin.svelte"),
  settings: () => import("../features/settings/Settings.svelte"),
};

export const firstRun: (() => Promise<{ default: Component<{ onfinish: () => void }> }>) | null = () =>
  import("../features/firstrun/FirstRun.svelte");

export const dialogs: readonly Component[] = [];
