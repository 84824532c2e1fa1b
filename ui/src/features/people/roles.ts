import type { Role } from "../../api/bindings";
import { m } from "../../words/messages";

/** What they are to me, in a word. */
export function roleWord(role: Role): string {
  switch (role) {
    case "mentee":
      return m.person_is_mentor();
    case "mentor":
      return m.person_is_mentee();
    case "peer":
      return m.person_is_peer();
  }
}

/** What they are to me, each once. */
export function roleWords(roles: readonly Role[]): string {
  return [...new Set(roles)].map(roleWord).join(", ");
}
