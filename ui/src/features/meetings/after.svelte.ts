/** The meeting whose end is asked about, with the minutes it took where meeting mode counted them; null while none is. */
export const after = $state<{ meeting: { id: string; used: number | null } | null }>({ meeting: null });

/** Asks how a meeting went, and what follows it. */
export function askAfter(id: string, used: number | null = null): void {
  after.meeting = { id, used };
}
