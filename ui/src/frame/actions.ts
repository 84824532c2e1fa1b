import { onMount } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import { place } from "./navigation.svelte";
import type { RouteKind } from "./route";

/** Something the person can do from anywhere it applies: by its key, and in the palette. */
export interface Action {
  /** Names it in the code, such as `goals.add`. */
  id: string;
  group: "go" | "do" | "window";
  /** A verb and its object; asked anew whenever it is shown, for the language may have changed. */
  label: () => string;
  /** Such as `Mod+K`, or `N` for a single letter. A later action takes a key from an earlier one. */
  keys?: string;
  /** True for a second key of something listed already: it works, but no list shows it. */
  hidden?: boolean;
  /** False while it does not apply; then neither key nor palette offers it. */
  when?: () => boolean;
  run: () => void;
}

/** In the order they came. A list that is open follows it: what a screen offered goes with the screen. */
const registered = new SvelteSet<Action>();

/** Adds actions until the returned function is called. */
export function registerActions(actions: readonly Action[]): () => void {
  for (const action of actions) registered.add(action);
  return () => {
    for (const action of actions) registered.delete(action);
  };
}

/** Adds actions for as long as the component being set up is on the screen. */
export function screenActions(actions: readonly Action[]): void {
  onMount(() => registerActions(actions));
}

/** One action that adds something: everywhere in the palette, and by the letter N on the screen it belongs to. */
export function screenKeyed(kind: RouteKind, action: Pick<Action, "id" | "label" | "run">): Action[] {
  const here = () => place.route?.kind === kind;
  return [
    { ...action, group: "do", when: () => !here() },
    { ...action, id: `${action.id}.here`, group: "do", keys: "N", when: here },
  ];
}

/** What can be done now, the newest first, so that a screen's own actions come before the app's. */
export function applicableActions(): Action[] {
  return [...registered].filter((action) => action.when?.() !== false).reverse();
}

/** Those a list shows. */
export function listedActions(): Action[] {
  return applicableActions().filter((action) => !action.hidden);
}
