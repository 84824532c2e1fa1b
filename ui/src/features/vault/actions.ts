import { registerActions } from "../../frame/actions";
import { m } from "../../words/messages";
import { lockNow, setPassphrase } from "./vault.svelte";

registerActions([
  { id: "vault.set", group: "window", label: m.passphrase_set_command, run: () => void setPassphrase() },
  { id: "vault.lock", group: "window", label: m.lock_now, keys: "Mod+L", run: () => void lockNow() },
]);
