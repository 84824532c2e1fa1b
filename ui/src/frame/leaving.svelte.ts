/** The address a person is about to follow out of the app. */
export const leaving = $state<{ to: string | null }>({ to: null });

/** Shows where a link leads and asks whether to open it outside. The only way out of the window. */
export function askToLeave(address: string): void {
  leaving.to = address;
}
