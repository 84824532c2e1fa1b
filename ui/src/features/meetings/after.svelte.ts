/** The meeting whose end is asked about; null while none is. */
export const after = $state<{ meeting: string | null }>({ meeting: null });

/** Asks how a meeting went, and what follows it. */
export function askAfter(meeting: string): void {
  after.meeting = meeting;
}
