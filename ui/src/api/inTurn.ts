/** What is under way, by what it is done to. */
const underWay = new Map<string, Promise<void>>();

/** Does work after whatever is under way for the same thing: two at once could arrive in the wrong order. */
export function inTurn(thing: string, work: () => Promise<void>): Promise<void> {
  const mine = (settled(thing) ?? Promise.resolve()).then(work);
  const over = mine
    .catch(() => undefined)
    .then(() => {
      if (underWay.get(thing) === over) underWay.delete(thing);
    });
  underWay.set(thing, over);
  return mine;
}

/** Comes true once nothing is under way for a thing, however it went; undefined where nothing is. */
export function settled(thing: string): Promise<void> | undefined {
  return underWay.get(thing);
}
