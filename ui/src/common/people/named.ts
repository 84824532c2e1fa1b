import type { PersonFields } from "../../api/bindings";

/** The facts of a person of whom only the name is known. */
export function named(name: string): PersonFields {
  return {
    name,
    called: "",
    pronoun: null,
    organisation: "",
    position: "",
    zone: null,
    email: "",
    phone: "",
    link: "",
    strengths: "",
    how_met: "",
    introduced_by: null,
  };
}
