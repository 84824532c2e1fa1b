import type { ActionState, Side } from "../../api/bindings";

/** What the page of all promises shows, kept while one goes elsewhere and comes back. */
export const filter = $state<{
  state: ActionState;
  /** Whose; "mentees" are mine to those I mentor. */
  owner: Side | "all" | "mentees";
  room: string | null;
  roomName: string;
}>({ state: "open", owner: "all", room: null, roomName: "" });
