import { onDestroy } from "svelte";
import { Draft } from "./draft.svelte";
import { mergedLists } from "./mergedLists";

/** Where a draft holds what its lists were before; no form has a field of this name. */
const beforehand = "(before)";

type Left<T> = Partial<T> & { [beforehand]?: Partial<Record<string, unknown>> };

/** The fields of a form, and the draft that is kept of them while they are typed. */
export interface KeptForm<T> {
  fields: T;
  /** What the fields were before anybody changed them: core leaves what is the same in both as it is by then. */
  readonly shown: T;
  /** Forgets the draft: the form was sent. */
  drop(): Promise<void>;
  /** Forgets the draft and closes: the form was given up. Whoever only leaves it, as by Escape, finds it again. */
  giveUp(close: () => void): void;
}

/**
 * Begins a form with what was left in it, or with `empty`. To be called while a component is set up; the scope names
 * the command and the id, so that what is deleted for good takes its drafts along. Never for private text. Without
 * `restore` it begins empty whatever was left.
 */
export function keptForm<T extends object>(scope: string, empty: T, restore = true): KeptForm<T> {
  const draft = new Draft(scope);
  const names = Object.keys(empty) as (keyof T & string)[];
  let fields = $state<T>({ ...empty });
  let last = "{}";
  let dropped = false;

  function differs(name: keyof T): boolean {
    return JSON.stringify(fields[name]) !== JSON.stringify(empty[name]);
  }

  /** What was typed, and nothing else: a draft taken up again leaves alone what changed since. */
  function changed(): Partial<T> {
    return Object.fromEntries(names.filter(differs).map((name) => [name, fields[name]])) as Partial<T>;
  }

  /** What is kept of it: the fields, and of each list what it was before. */
  function body(): string {
    const now = changed();
    const lists = names.filter((name) => name in now && Array.isArray(empty[name]));
    const before = Object.fromEntries(lists.map((name) => [name, empty[name]]));
    return JSON.stringify(lists.length > 0 ? { ...now, [beforehand]: before } : now);
  }

  /** A field as the draft left it; a list that changed meanwhile keeps what changed in it. */
  function caughtUp(name: keyof T & string, left: Left<T>): unknown {
    const [mine, now, before] = [left[name], empty[name], left[beforehand]?.[name]];
    const lists = [mine, now, before];
    return lists.every(Array.isArray)
      ? mergedLists(before as unknown[], mine as unknown[], now as unknown[])
      : mine;
  }

  async function read() {
    const kept = await draft.find();
    if (kept === "" || dropped) return;
    const left = JSON.parse(kept) as Left<T>;
    // A form of an older version may have had fields that this one lacks; nobody would take them. What is typed by now
    // is newer.
    const known = names.filter((name) => name in left && !differs(name));
    fields = { ...fields, ...Object.fromEntries(known.map((name) => [name, caughtUp(name, left)])) };
  }

  // A draft that cannot be read costs what was typed last time; the form itself works without it.
  if (restore) read().catch(() => undefined);

  $effect(() => {
    const now = body();
    if (dropped || now === last) return;
    last = now;
    draft.keep(now === "{}" ? "" : now);
  });

  onDestroy(() => draft.settle());

  async function drop() {
    dropped = true;
    await draft.drop();
  }

  return {
    get fields() {
      return fields;
    },
    set fields(given: T) {
      fields = given;
    },
    shown: { ...empty },
    drop,
    giveUp(close) {
      void drop();
      close();
    },
  };
}
