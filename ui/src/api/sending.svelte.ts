import { asCallError, type CallError } from "./client";

/** What a form sends: one thing at a time, and what was wrong with it. To be made while a component is set up. */
export class Sending {
  error = $state.raw<CallError | null>(null);
  busy = $state(false);

  /** Does the work, unless some is under way. True once it is done; what it throws stands in `error`. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    try {
      await work();
      return true;
    } catch (problem) {
      this.failed(problem);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Takes what went wrong beside the work, such as what could not be read. What the person stopped did not go wrong. */
  failed(problem: unknown): void {
    const error = asCallError(problem);
    this.error = error.code === "cancelled" ? null : error;
  }

  /** What is wrong with a field. */
  at(field: string): string | null {
    return this.error?.field === field ? this.error.message : null;
  }

  /** What is wrong with none of these fields, and so has to be said by itself. */
  besides(...fields: string[]): CallError | null {
    return this.error !== null && !fields.includes(this.error.field ?? "") ? this.error : null;
  }
}
