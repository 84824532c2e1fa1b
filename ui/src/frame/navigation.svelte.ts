import { call } from "../api/client";
import { attempt } from "./changes";
import { layerAt, openLayer } from "./layers.svelte";
import { askToLeave } from "./leaving.svelte";
import { hrefTo, parseRoute, type Route } from "./route";

/** Where the person is; null for an address that leads nowhere. */
export const place = $state<{ route: Route | null }>({ route: parseRoute(location.hash) });

/** Goes to a place; back returns. */
export function go(route: Route): void {
  location.hash = hrefTo(route);
}

/** Goes to the place of an address such as a notification carries it. */
export function goToAddress(address: string): void {
  const meeting = joinedAt(address);
  const route = meeting === null ? parseRoute(address) : briefOf(meeting);
  if (route) go(route);
  if (meeting !== null) void askToJoin(meeting);
}

/** The meeting whose link a notification's button asks for; null for any other address. */
function joinedAt(address: string): string | null {
  return /^\/join\/([\w-]+)$/.exec(address)?.[1] ?? null;
}

function briefOf(meeting: string): Route {
  return { kind: "brief", about: "meeting", id: meeting };
}

/** Shows where a meeting's link leads, over its brief: it is followed on the person's word, like any other. */
async function askToJoin(id: string): Promise<void> {
  await attempt(async () => {
    const { join_link } = await call("meeting_show", { id });
    if (/^https?:/i.test(join_link)) askToLeave(join_link);
  });
}

/** Follows the address bar until the returned function is called. */
export function followAddress(): () => void {
  let before = "#/today";
  const follow = () => {
    // Asked for before this page was listening, a layer comes as an address; it lies over the place of before.
    const layer = layerAt(location.hash.slice(1));
    if (layer) {
      history.replaceState(null, "", before);
      openLayer(layer);
    }
    const meeting = joinedAt(location.hash.slice(1));
    if (meeting !== null) {
      history.replaceState(null, "", hrefTo(briefOf(meeting)));
      void askToJoin(meeting);
    }
    before = location.hash;
    place.route = parseRoute(location.hash);
  };
  window.addEventListener("hashchange", follow);
  follow();
  return () => window.removeEventListener("hashchange", follow);
}
