import { layerAt, openLayer } from "./layers.svelte";
import { hrefTo, parseRoute, type Route } from "./route";

/** Where the person is; null for an address that leads nowhere. */
export const place = $state<{ route: Route | null }>({ route: parseRoute(location.hash) });

/** Goes to a place; back returns. */
export function go(route: Route): void {
  location.hash = hrefTo(route);
}

/** Goes to the place of an address such as a notification carries it. */
export function goToAddress(address: string): void {
  const route = parseRoute(address);
  if (route) go(route);
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
    before = location.hash;
    place.route = parseRoute(location.hash);
  };
  window.addEventListener("hashchange", follow);
  follow();
  return () => window.removeEventListener("hashchange", follow);
}
