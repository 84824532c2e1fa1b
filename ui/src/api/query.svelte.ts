import { untrack } from "svelte";
import type { Topic } from "./bindings";
import { Pages, Query, type Part } from "./answers.svelte";
import { onChange } from "./changed";
import { ask, type CommandName, type Request, type Response } from "./client";

export type { Answer, Pages, Query } from "./answers.svelte";

/** The commands that answer in pages. */
export type PagedCommand = {
  [N in CommandName]: Response<N> extends { items: unknown[]; next?: string | null } ? N : never;
}[CommandName];

export type Item<N extends PagedCommand> = Response<N> extends { items: (infer T)[] } ? T : never;

/**
 * Asks `name`, and asks again when the request changes or a change touches one of `topics`.
 * The old answer stays until the new one is there. A request of null asks nothing.
 * To be called while a component is set up.
 */
export function query<N extends CommandName>(
  name: N,
  request: () => Request<N> | null,
  topics: readonly Topic[],
): Query<Response<N>> {
  const asked = new Query<Response<N>>(async (wanted) => ask(name, wanted as Request<N>));
  keepAsking(asked, request, topics);
  return asked;
}

/**
 * Like {@link query} for a command that answers in pages: `items` holds all pages read so far, `more()` reads the
 * next one, so the request leaves `page` out. After a change as many rows as were there are read again, so that a list never jumps back.
 */
export function pages<N extends PagedCommand>(
  name: N,
  request: () => Omit<Request<N>, "page"> | null,
  topics: readonly Topic[],
): Pages<Item<N>> {
  const asked = paged(name);
  keepAsking(asked, request, topics);
  return asked;
}

/**
 * Like {@link pages} for a list whose first page came with a larger answer: only what follows is asked by itself. Whoever
 * asked for the larger answer asks it again after a change.
 */
export function continued<N extends PagedCommand>(
  name: N,
  request: () => Omit<Request<N>, "page">,
  first: () => Part<Item<N>> | undefined,
): Pages<Item<N>> {
  const asked = paged(name);
  $effect.pre(() => {
    const [wanted, part] = [request(), first()];
    if (part !== undefined) asked.begin(wanted, part);
  });
  return asked;
}

function paged<N extends PagedCommand>(name: N): Pages<Item<N>> {
  return new Pages<Item<N>>(
    async (wanted, page) =>
      (await ask(name, { ...(wanted as object), page } as Request<N>)) as unknown as Part<Item<N>>,
  );
}

function keepAsking<R>(
  asked: { ask(request: R | null): void; again(): void },
  request: () => R | null,
  topics: readonly Topic[],
): void {
  // As it goes over the wire: what was worked out anew and came out the same is no other question.
  const wanted = $derived(JSON.stringify(request()));
  $effect(() => {
    // Asking is all there is left to do, and nothing it reads may ask again.
    const ear = untrack(() => onChange(topics, () => asked.again()));
    $effect(() => {
      const now = wanted;
      untrack(() => {
        ear.heard();
        asked.ask(JSON.parse(now) as R | null);
      });
    });
    return () => ear.stop();
  });
}
