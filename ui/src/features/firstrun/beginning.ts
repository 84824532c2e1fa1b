import type { Kind, MySide, RelationshipFields, Role } from "../../api/bindings";

/** A relationship as most begin: once a month, with nothing else agreed yet. */
export function startRoom(role: Role, kind: Kind): RelationshipFields {
  return {
    role,
    kind,
    topic: "",
    programme: "",
    started_on: null,
    ends_on: null,
    cadence: { every: 1, unit: "month" },
  };
}

/** My role with the first person, by the side I start from. */
export function roleOf(side: MySide): Role {
  return side === "mentor" ? "mentor" : "mentee";
}
