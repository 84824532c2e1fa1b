import type { Component } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import { asCallError } from "../api/client";
import { toast } from "../components";
import { keepTyping } from "./typedAhead.svelte";

/** What every dialog is given beside its own props. */
interface Closing {
  onclose: () => void;
}

/** Loads a dialog's code: what nobody opened costs the start nothing. */
type Loader<P extends Closing> = () => Promise<{ default: Component<P> }>;

type Anything = Component<Record<string, unknown> & Closing>;

/** A dialog that lies over the page. */
export interface Opened {
  dialog: Anything;
  props: Record<string, unknown>;
  load: unknown;
  /** Where it was opened: it goes with the place. */
  at: string;
}

const known: Loader<never>[] = [];

/** Names the code of a dialog that is opened from many places. */
export function dialogOf<P extends Closing>(load: Loader<P>): Loader<P> {
  known.push(load as unknown as Loader<never>);
  return load;
}

/** Loads them once the page is there, so that a key shows its dialog at once. */
export async function loadDialogs(): Promise<void> {
  for (const load of known) await load().catch(() => undefined);
}

let opened = $state.raw<readonly Opened[]>([]);
/** Those whose code is on its way. */
const loading = new SvelteSet<unknown>();

/** The dialogs that are open, the topmost last. */
export function openedDialogs(): readonly Opened[] {
  return opened;
}

/** Opens a dialog over whatever page there is. One that is open already stays as it is. */
export function openDialog<P extends Closing>(load: Loader<P>, props: Omit<P, "onclose">): void {
  if (isOpen(load)) return;
  loading.add(load);
  let one: Opened | null = null;
  const typing = keepTyping(() => {
    loading.delete(load);
    if (one) closeDialog(one);
  });
  load()
    .then(({ default: dialog }) => {
      // Given up while it was on its way.
      if (!loading.has(load)) return;
      one = { dialog: dialog as unknown as Anything, props, load, at: location.hash };
      opened = [...opened, one];
      typing.shown();
    })
    .catch((problem: unknown) => {
      typing.stop();
      toast(asCallError(problem).message, { tone: "danger" });
    })
    .finally(() => loading.delete(load));
}

/** Whether that dialog is there, or on its way. */
export function isOpen(load: unknown): boolean {
  return loading.has(load) || opened.some((one) => one.load === load);
}

/** Takes those away that were opened at another place: what was typed into them is kept. */
export function closeElsewhere(address: string): void {
  if (opened.some((one) => one.at !== address)) opened = opened.filter((one) => one.at === address);
}

/** Takes a dialog away. */
export function closeDialog(one: Opened): void {
  opened = opened.filter((other) => other !== one);
}
