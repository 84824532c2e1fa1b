/** What the dialog that logs a contact begins with. */
export interface Log {
  room?: string | undefined;
  name?: string | undefined;
}

/** Whether that dialog lies over the page, whatever the page. */
export const logging = $state<{ log: Log | null }>({ log: null });

/** Opens it, perhaps for a room. */
export function logContact(log: Log = {}): void {
  logging.log = log;
}
