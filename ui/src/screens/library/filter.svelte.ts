import type { ReadStatus, ResourceKind } from "../../api/bindings";

/** What the library shows; it is still so when one comes back. */
export const filter = $state<{ text: string; kind: ResourceKind | "all"; status: ReadStatus | "all" }>({
  text: "",
  kind: "all",
  status: "all",
});
