/** Which of the shell's layers lies over the page. One at a time. */
export type Layer = "palette" | "quick_add" | "shortcuts" | "navigation" | "quit" | "background";

export const layers = $state<{ open: Layer | null }>({ open: null });

const addresses: Partial<Record<string, Layer>> = {
  "/add": "quick_add",
  "/quit": "quit",
  "/background": "background",
};

/** The layer that the tray, a second start or the closing window mean by an address; none for a place. */
export function layerAt(address: string): Layer | undefined {
  return addresses[address];
}

/** Shows one layer instead of any other. */
export function openLayer(layer: Layer): void {
  layers.open = layer;
}

/** Takes a layer away, if it is the one that is there. */
export function closeLayer(layer: Layer): void {
  if (layers.open === layer) layers.open = null;
}
