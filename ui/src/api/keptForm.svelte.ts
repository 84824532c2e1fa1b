import { Draft } from "./draft.svelte";

/** The fields of a form, and the draft that is kept of them while they are typed. */
export interface KeptForm<T> {
  fields: T;
  /**
   * What the fields were before anybody changed them; of a draft, when it was begun. Core leaves what is the same in both
   * as it is by then.
   */
  readonly shown: T;
  /** Forgets the draft: the form was sent or given up. */
  drop(): Promise<void>;
}

/** A draft: what was left in a form, and what it had shown when it was begun. */
interface Left<T> {
  shown: Partial<T>;
  fields: Partial<T>;
}

/**
 * Begins a form with what was left in it, or with `empty`. To be called while a component is set up.
 * Never for private text. Without `restore` it begins empty whatever was left.
 */
export function keptForm<T extends object>(scope: string, empty: T, restore = true): KeptForm<T> {
  const draft = new Draft(scope);
  let shown: T = { ...empty };
  let fields = $state<T>({ ...empty });
  let last = JSON.stringify(empty);
  let dropped = false;

  async function read() {
    const kept = await draft.find();
    if (kept === "" || JSON.stringify(fields) !== JSON.stringify(empty)) return;
    const left = JSON.parse(kept) as Partial<Left<T>> & Partial<T>;
    // A draft of an older version holds the fields alone.
    const both = left.fields !== undefined && left.shown !== undefined;
    shown = known(both ? left.shown : undefined);
    fields = known(both ? left.fields : left);
  }

  /** A form of an older version may have had fields that this one lacks; nobody would take them. */
  function known(left: Partial<T> = {}): T {
    const names = Object.keys(empty).filter((name) => name in left) as (keyof T)[];
    return { ...empty, ...Object.fromEntries(names.map((name) => [name, left[name]])) };
  }

  // A draft that cannot be read costs what was typed last time; the form itself works without it.
  if (restore) read().catch(() => undefined);

  $effect(() => {
    const body = JSON.stringify(fields);
    if (dropped || body === last) return;
    last = body;
    const left: Left<T> = { shown, fields };
    draft.keep(body === JSON.stringify(shown) ? "" : JSON.stringify(left));
  });

  return {
    get fields() {
      return fields;
    },
    set fields(given: T) {
      fields = given;
    },
    get shown() {
      return shown;
    },
    async drop() {
      dropped = true;
      await draft.drop();
    },
  };
}
