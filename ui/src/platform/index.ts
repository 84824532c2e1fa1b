import { bridgePlatform } from "./bridge";
import { tauriPlatform } from "./tauri";

export { isAsking } from "./asking.svelte";
export type { ApiFailure, Host, HostEvents, PickedFile, PickPurpose, Platform, SaveTarget } from "./types";

/** The host this page runs on: the app's window if Tauri is there, the bridge of the tests if not. */
export const platform = "__TAURI_INTERNALS__" in window ? tauriPlatform() : bridgePlatform();
