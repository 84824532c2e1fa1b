/**
 * A list as a draft left it, brought up to what became of the list since. What was added or taken away elsewhere is so
 * here, too; what the draft added, took away or reordered stays done. Elements are the same if their JSON is.
 */
export function mergedLists(
  before: readonly unknown[],
  mine: readonly unknown[],
  now: readonly unknown[],
): unknown[] {
  const has = (list: readonly unknown[], one: unknown) =>
    list.some((other) => JSON.stringify(other) === JSON.stringify(one));
  const kept = mine.filter((one) => !has(before, one) || has(now, one));
  const added = now.filter((one) => !has(before, one) && !has(mine, one));
  return [...kept, ...added];
}
