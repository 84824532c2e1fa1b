import { platform, type ApiFailure } from "../platform";
import type { Commands } from "./bindings";

export type CommandName = keyof Commands;
export type Request<N extends CommandName> = Commands[N]["request"];
export type Response<N extends CommandName> = Commands[N]["response"];

/** A command that failed. The message is a sentence for the person; `field` names the input it belongs to. */
export class CallError extends Error {
  readonly code: string;
  readonly field: string | null;

  constructor(failure: ApiFailure) {
    super(failure.message);
    this.name = "CallError";
    this.code = failure.code;
    this.field = failure.field ?? null;
  }
}

/** Runs a command of the core; throws a {@link CallError}. */
export async function call<N extends CommandName>(name: N, request: Request<N>): Promise<Response<N>> {
  try {
    return (await platform.call(name, request)) as Response<N>;
  } catch (problem) {
    throw asCallError(problem);
  }
}

/** Anything thrown, as something that can be shown. */
export function asCallError(problem: unknown): CallError {
  if (problem instanceof CallError) return problem;
  if (isFailure(problem)) return new CallError(problem);
  const message = problem instanceof Error ? problem.message : String(problem);
  return new CallError({ code: "internal", message });
}

function isFailure(problem: unknown): problem is ApiFailure {
  return (
    typeof problem === "object" &&
    problem !== null &&
    "code" in problem &&
    typeof problem.code === "string" &&
    "message" in problem &&
    typeof problem.message === "string"
  );
}
