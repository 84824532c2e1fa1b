/** The meeting whose end is asked about, as meeting mode saw it; null while none is. */
interface Ended {
  id: string;
  /** The minutes it took, where they were counted. */
  used: number | null;
  /** When it seems to have begun on the wall of its zone, where that was before its date. */
  began: string | null;
}

export const after = $state<{ meeting: Ended | null }>({ meeting: null });

/** Asks how a meeting went, and what follows it. */
export function askAfter(id: string, used: number | null = null, began: string | null = null): void {
  after.meeting = { id, used, began };
}
