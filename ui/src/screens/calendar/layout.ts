/** What of a meeting counts for where it stands: `2026-03-03T14:00`, on the wall here. */
export interface Span {
  here: string;
  here_end: string;
}

/** The part of something that lies on one day, in minutes since midnight, beside what it overlaps. */
export interface Placed<T> {
  item: T;
  start: number;
  end: number;
  /** Which of `lanes` equal lanes it stands in, from 0. */
  lane: number;
  lanes: number;
}

const day = 24 * 60;
/** What is shorter is drawn as long as this, so that its words can be read. */
const shortest = 30;

/** What lies on a date, earliest first, with overlapping items in lanes side by side. */
export function place<T>(items: readonly T[], date: string, span: (item: T) => Span | null): Placed<T>[] {
  const parts = items
    .flatMap((item) => {
      const when = span(item);
      const part = when && cut(when, date);
      return part ? [{ item, ...part, lane: 0, lanes: 1 }] : [];
    })
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let group: Placed<T>[] = [];
  let until = -1;
  for (const part of parts) {
    if (part.start >= until) {
      share(group);
      group = [];
      until = -1;
    }
    const taken = new Set(group.filter((other) => drawnEnd(other) > part.start).map((other) => other.lane));
    while (taken.has(part.lane)) part.lane += 1;
    group.push(part);
    until = Math.max(until, drawnEnd(part));
  }
  share(group);
  return parts;
}

/** Minutes since midnight of `2026-03-03T14:00`. */
export function minuteOf(local: string): number {
  return Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
}

function cut({ here, here_end }: Span, date: string): { start: number; end: number } | null {
  const [from, to] = [here.slice(0, 10), here_end.slice(0, 10)];
  if (from > date || to < date) return null;
  const start = from === date ? minuteOf(here) : 0;
  const end = to === date ? minuteOf(here_end) : day;
  // What ends at midnight does not lie on the day that begins then.
  return end === 0 && from < date ? null : { start, end };
}

function drawnEnd(part: { start: number; end: number }): number {
  return Math.max(part.end, part.start + shortest);
}

function share<T>(group: Placed<T>[]): void {
  const lanes = Math.max(0, ...group.map((part) => part.lane)) + 1;
  for (const part of group) part.lanes = lanes;
}
