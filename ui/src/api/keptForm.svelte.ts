import { Draft } from "./draft.svelte";

/** The fields of a form, and the draft that is kept of them while they are typed. */
export interface KeptForm<T> {
  fields: T;
  /** What the fields were before anybody changed them: core leaves what is the same in both as it is by then. */
  readonly shown: T;
  /** Forgets the draft: the form was sent or given up. */
  drop(): Promise<void>;
}

/**
 * Begins a form with what was left in it, or with `empty`. To be called while a component is set up.
 * Never for private text. Without `restore` it begins empty whatever was left.
 */
export function keptForm<T extends object>(scope: string, empty: T, restore = true): KeptForm<T> {
  const draft = new Draft(scope);
  const names = Object.keys(empty) as (keyof T & string)[];
  let fields = $state<T>({ ...empty });
  let last = "{}";
  let dropped = false;

  /** What was typed, and nothing else: a draft taken up again leaves alone what changed since. */
  function changed(): Partial<T> {
    const differ = names.filter((name) => JSON.stringify(fields[name]) !== JSON.stringify(empty[name]));
    return Object.fromEntries(differ.map((name) => [name, fields[name]])) as Partial<T>;
  }

  async function read() {
    const kept = await draft.find();
    if (kept === "" || JSON.stringify(changed()) !== "{}") return;
    const left = JSON.parse(kept) as Partial<T>;
    // A form of an older version may have had fields that this one lacks; nobody would take them.
    const known = names.filter((name) => name in left);
    fields = { ...empty, ...Object.fromEntries(known.map((name) => [name, left[name]])) };
  }

  // A draft that cannot be read costs what was typed last time; the form itself works without it.
  if (restore) read().catch(() => undefined);

  $effect(() => {
    const body = JSON.stringify(changed());
    if (dropped || body === last) return;
    last = body;
    draft.keep(body === "{}" ? "" : body);
  });

  return {
    get fields() {
      return fields;
    },
    set fields(given: T) {
      fields = given;
    },
    shown: { ...empty },
    async drop() {
      dropped = true;
      await draft.drop();
    },
  };
}
