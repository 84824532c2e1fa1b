import type { ApiFailure } from "../platform/types";

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

/** What a form refuses by itself, told at the field like what core refuses. */
export function refused(field: string, message: string): CallError {
  return new CallError({ code: "invalid", message, field });
}

/** What a person began and did not go on with: it did not go wrong, so nothing is said of it. */
export function givenUp(): CallError {
  return new CallError({ code: "cancelled", message: "" });
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
