import type { Role } from "../../api/bindings";

/** What the list of rooms is filtered by; it is still so when one comes back from a room. */
export const filter = $state<{ text: string; role: Role | "all"; ended: boolean }>({
  text: "",
  role: "all",
  ended: false,
});
