import { platform } from "../platform";
import type { Commands } from "./bindings";
import { asCallError } from "./errors";

export { asCallError, CallError } from "./errors";

export type CommandName = keyof Commands;
export type Request<N extends CommandName> = Commands[N]["request"];
export type Response<N extends CommandName> = Commands[N]["response"];

/** Runs a command of the core; throws a {@link CallError}. */
export async function call<N extends CommandName>(name: N, request: Request<N>): Promise<Response<N>> {
  try {
    return (await platform.call(name, request)) as Response<N>;
  } catch (problem) {
    throw asCallError(problem);
  }
}
