import { platform } from "../platform";
import type { Topic } from "./bindings";
import { Pages, Query, type Part } from "./answers.svelte";
import { call, type CommandName, type Request, type Response } from "./client";

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
  const asked = new Query<Response<N>>(async (wanted) => call(name, wanted as Request<N>));
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
  const asked = new Pages<Item<N>>(
    async (wanted, page) =>
      (await call(name, { ...(wanted as object), page } as Request<N>)) as unknown as Part<Item<N>>,
  );
  keepAsking(asked, request, topics);
  return asked;
}

function keepAsking<R>(
  asked: { ask(request: R | null): void; again(): void },
  request: () => R | null,
  topics: readonly Topic[],
): void {
  $effect(() => {
    asked.ask(request());
  });
  $effect(() =>
    platform.listen("changed", (changed) => {
      if (changed.topics.some((topic) => (topics as readonly string[]).includes(topic))) asked.again();
    }),
  );
}
