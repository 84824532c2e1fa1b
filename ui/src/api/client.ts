import { untrack } from "svelte";
import { platform } from "../platform";
import type { Commands } from "./bindings";
import { asCallError } from "./errors";
import { wellFormed } from "./wellFormed";

export { asCallError, CallError, givenUp, refused } from "./errors";

export type CommandName = keyof Commands;
export type Request<N extends CommandName> = Commands[N]["request"];
export type Response<N extends CommandName> = Commands[N]["response"];

const asking = new Map<string, Promise<unknown>>();

/** Asks a question. What two parts of a screen ask in the same breath is asked once. */
export function ask<N extends CommandName>(name: N, request: Request<N>): Promise<Response<N>> {
  const key = `${name} ${JSON.stringify(request)}`;
  const under = asking.get(key);
  if (under !== undefined) return under as Promise<Response<N>>;
  // What is asked later may have another answer.
  if (asking.size === 0) queueMicrotask(() => asking.clear());
  const answer = call(name, request);
  asking.set(key, answer);
  return answer;
}

/** Runs a command of the core; throws a {@link CallError}. Whatever asks does not hang on what it sends. */
export async function call<N extends CommandName>(name: N, request: Request<N>): Promise<Response<N>> {
  try {
    return (await untrack(() => platform.call(name, wellFormed(request)))) as Response<N>;
  } catch (problem) {
    throw asCallError(problem);
  }
}
