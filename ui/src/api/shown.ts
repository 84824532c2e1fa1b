/**
 * What a form showed of a row before anything was changed in it: just the fields it sends. Core leaves those that are the
 * same in both as they are by then, whoever changed them meanwhile.
 */
export function shown<F extends object>(row: F, sent: F): F {
  const names = Object.keys(sent) as (keyof F)[];
  return Object.fromEntries(names.map((name) => [name, row[name]])) as F;
}
