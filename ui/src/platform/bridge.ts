import { asking } from "./asking.svelte";
import type { HostEvents, PickedFile, Platform, SaveTarget } from "./types";

/** The core behind loopback HTTP, as `ithaca-tests` serves it: the page is real, the core is real, the window is not. */
export function bridgePlatform(): Platform {
  const events = new EventSource("/events");
  return {
    call: (name, request) => post(`/call/${name}`, request),
    listen: (name, hear) => listen(events, name, hear),
    host: {
      windowed: false,
      pickOpen: (purpose) => asking(() => post("/host/pick_open", { purpose }) as Promise<PickedFile | null>),
      pickFolder: (purpose) =>
        asking(() => post("/host/pick_folder", { purpose }) as Promise<SaveTarget | null>),
      pickSave: (suggested, purpose) =>
        asking(() => post("/host/pick_save", { suggested, purpose }) as Promise<SaveTarget | null>),
      openLink: (url) => post("/host/open_link", { url }) as Promise<void>,
      autostartShow: () => post("/host/autostart_show", {}) as Promise<boolean>,
      autostartSet: (on) => post("/host/autostart_set", { on }) as Promise<void>,
      clipboardLasts: () => Promise.resolve(true),
      windowHide: () => post("/host/window_hide", {}) as Promise<void>,
      // A browser under test is nobody's desk: it does not lock by itself.
      touched: () => Promise.resolve(),
      appQuit: () => post("/host/app_quit", {}) as Promise<void>,
      windowPrint: () => asking(() => post("/host/window_print", {}) as Promise<void>),
    },
  };
}

function listen<N extends keyof HostEvents>(
  events: EventSource,
  name: N,
  hear: (event: HostEvents[N]) => void,
): () => void {
  if (name === "dragging") return () => undefined;
  const receive = (message: Event) => {
    // The connection itself says "open", too.
    if (!(message instanceof MessageEvent) || typeof message.data !== "string") return;
    const payload: unknown = JSON.parse(message.data);
    hear((name === "open" && typeof payload === "string" ? { route: payload } : payload) as HostEvents[N]);
  };
  events.addEventListener(name, receive);
  return () => events.removeEventListener(name, receive);
}

async function post(address: string, body: unknown): Promise<unknown> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body ?? null),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? null : JSON.parse(text);
  if (!response.ok) throw answer;
  return answer;
}
