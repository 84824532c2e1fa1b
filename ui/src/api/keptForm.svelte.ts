import { Draft } from "./draft.svelte";

/** The fields of a form, and the draft that is kept of them while they are typed. */
export interface KeptForm<T> {
  fields: T;
  /** Forgets the draft: the form was sent or given up. */
  drop(): Promise<void>;
}

/**
 * Begins a form with what was left in it, or with `empty`. To be called while a component is set up.
 * Never for private text. Without `restore` it begins empty whatever was left.
 */
export function keptForm<T extends object>(scope: string, empty: T, restore = true): KeptForm<T> {
  const draft = new Draft(scope);
  const untouched = JSON.stringify(empty);
  let fields = $state<T>({ ...empty });
  let last = untouched;
  let dropped = false;

  async function read() {
    const kept = await draft.find();
    if (kept === "" || JSON.stringify(fields) !== untouched) return;
    const left = JSON.parse(kept) as Partial<T>;
    // A form of an older version may have had fields that this one lacks; nobody would take them.
    const known = Object.keys(empty).filter((name) => name in left) as (keyof T)[];
    fields = { ...empty, ...Object.fromEntries(known.map((name) => [name, left[name]])) };
  }

  // A draft that cannot be read costs what was typed last time; the form itself works without it.
  if (restore) read().catch(() => undefined);

  $effect(() => {
    const body = JSON.stringify(fields);
    if (dropped || body === last) return;
    last = body;
    draft.keep(body === untouched ? "" : body);
  });

  return {
    get fields() {
      return fields;
    },
    set fields(given: T) {
      fields = given;
    },
    async drop() {
      dropped = true;
      await draft.drop();
    },
  };
}
