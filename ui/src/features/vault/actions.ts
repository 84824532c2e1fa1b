import { registerActions } from "../../shell/actions";
import { m } from "../../words/messages";
import { lockNow } from "./vault.svelte";

registerActions([
  { id: "vault.lock", group: "window", label: m.lock_now, keys: "Mod+L", run: () => void lockNow() },
]);
