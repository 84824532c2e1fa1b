import { test as base, expect } from "@playwright/test";
import { Bridge } from "./bridge.ts";
import { Desk } from "./desk.ts";
import { Guard } from "./guard.ts";
import { Hands } from "./hands.ts";

/** What the clock says unless a test asks for another moment: a Tuesday. */
export const morning = "2026-03-03T09:00";

interface World {
  /** When the clock stands still. */
  now: string;
  /** The desk's zone. */
  zone: string;
  /** False shows the first run. */
  settled: boolean;
  /** The size of a disk the desk has for itself, such as `4m`; null for the machine's own. */
  disk: string | null;
  bridge: Bridge;
  desk: Desk;
  hands: Hands;
}

/** Every test has a desk of its own, a real core behind it, and a guard over the page. */
export const test = base.extend<World>({
  now: [morning, { option: true }],
  zone: ["Europe/Paris", { option: true }],
  settled: [true, { option: true }],
  disk: [null, { option: true }],

  bridge: async ({ now, zone, disk }, use) => {
    const bridge = await Bridge.start(Bridge.folder(), now, zone, disk);
    await use(bridge);
    await bridge.clear();
  },

  desk: async ({ bridge, settled }, use) => {
    const desk = new Desk(bridge);
    if (settled) await desk.settle();
    await use(desk);
  },

  // The desk is asked for, so that it is settled before the page opens.
  baseURL: async ({ bridge, desk: _ }, use) => use(bridge.url),

  page: async ({ page, bridge }, use) => {
    const guard = await Guard.over(page, bridge.url);
    await use(page);
    expect(guard.complaints, "the page runs without errors, and asks nobody but the desk").toEqual([]);
  },

  hands: async ({ page }, use) => use(new Hands(page)),
});

export { expect } from "@playwright/test";
