const open = $state({ count: 0 });

/** Runs what shows a dialog of the system, and knows as long as it stands that the window is left for its own question. */
export async function asking<T>(ask: () => Promise<T>): Promise<T> {
  open.count += 1;
  try {
    return await ask();
  } finally {
    open.count -= 1;
  }
}

/** True while a dialog of the system that this window asked for stands before it. */
export function isAsking(): boolean {
  return open.count > 0;
}
