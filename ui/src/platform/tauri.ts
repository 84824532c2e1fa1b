import { invoke } from "@tauri-apps/api/core";
import { listen as listenTo } from "@tauri-apps/api/event";
import { asking } from "./asking.svelte";
import type { HostEvents, PickedFile, Platform, SaveTarget } from "./types";

/** The app's own window. Commands of the core take one argument called `request`. */
export function tauriPlatform(): Platform {
  return {
    call: (name, request) => invoke(name, { request }),
    listen,
    host: {
      windowed: true,
      pickOpen: (purpose) => asking(() => invoke<PickedFile | null>("host_pick_open", { purpose })),
      pickFolder: (purpose) => asking(() => invoke<SaveTarget | null>("host_pick_folder", { purpose })),
      pickSave: (suggested, purpose) =>
        asking(() => invoke<SaveTarget | null>("host_pick_save", { suggested, purpose })),
      openLink: (url) => invoke("host_open_link", { url }),
      autostartShow: () => invoke<boolean>("host_autostart_show"),
      autostartSet: (on) => invoke("host_autostart_set", { on }),
      windowHide: () => invoke("host_window_hide"),
      appQuit: () => invoke("host_app_quit"),
      clipboardLasts: () => invoke<boolean>("host_clipboard_lasts"),
      touched: () => invoke("host_touched"),
      windowPrint: () => asking(() => invoke("host_window_print")),
    },
  };
}

function listen<N extends keyof HostEvents>(name: N, hear: (event: HostEvents[N]) => void): () => void {
  if (name === "dragging") {
    const say = hear as (event: HostEvents["dragging"]) => void;
    const stops = [
      subscribe("tauri://drag-enter", () => say({ over: true })),
      subscribe("tauri://drag-leave", () => say({ over: false })),
      subscribe("tauri://drag-drop", () => say({ over: false })),
    ];
    return () => stops.forEach((stop) => stop());
  }
  if (name === "open") {
    const say = hear as (event: HostEvents["open"]) => void;
    return subscribe<string>("open", (route) => say({ route }));
  }
  return subscribe<HostEvents[N]>(name, hear);
}

function subscribe<P>(event: string, hear: (payload: P) => void): () => void {
  const stopping = listenTo<P>(event, ({ payload }) => hear(payload));
  return () => void stopping.then((stop) => stop());
}
