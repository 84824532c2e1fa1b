import type { Kind, Role } from "../../api/bindings";

/** The pages of the first run, in order. */
export const steps = ["you", "person", "meeting", "goal"] as const;
export type Step = (typeof steps)[number];

/** What was typed so far, and what of it stands on the desk already. */
export interface Form {
  step: Step;
  name: string;
  role: Role;
  kind: Kind;
  /** The programme that brought us together, and the day it ends; of a kind that has one. */
  programme: string;
  ends: string | null;
  date: string | null;
  time: string | null;
  goal: string;
  made: { person?: string; relationship?: string; meeting?: string; goal?: string };
}

export const blank: Form = {
  step: "you",
  name: "",
  role: "mentee",
  kind: "informal",
  programme: "",
  ends: null,
  date: null,
  time: null,
  goal: "",
  made: {},
};

/** A form as its draft kept it; a draft of another shape counts as none. */
export function readForm(body: string): Form | null {
  if (body === "") return null;
  try {
    const kept = JSON.parse(body) as Partial<Form>;
    return steps.some((step) => step === kept.step) ? { ...blank, ...kept } : null;
  } catch {
    return null;
  }
}
