import type { Kind, MySide, RelationshipFields, Role } from "../../api/bindings";
import { asked } from "../../common/relationships/kinds";

/** A relationship as most of its kind begin, with nothing else agreed yet but what a programme sets. */
export function startRoom(
  role: Role,
  kind: Kind,
  programme: { name: string; ends: string | null } | null = null,
): RelationshipFields {
  return {
    role,
    kind,
    topic: "",
    programme: programme?.name ?? "",
    started_on: null,
    ends_on: programme?.ends ?? null,
    cadence: asked[kind].cadence,
  };
}

/** My role with the first person, by the side I start from. */
export function roleOf(side: MySide): Role {
  return side === "mentor" ? "mentor" : "mentee";
}
