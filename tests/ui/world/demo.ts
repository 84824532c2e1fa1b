import { Bridge } from "./bridge.ts";
import { Desk } from "./desk.ts";
import { furnish } from "./screens.ts";
import { morning, test as base } from "./test.ts";

/**
 * One desk with the made-up year for all tests of a worker, for telling it takes a while. These tests look and
 * change nothing but the settings they put back.
 */
export const test = base.extend<object, { year: Bridge }>({
  year: [
    async ({}, use) => {
      const bridge = await Bridge.start(Bridge.folder(), morning, "Europe/Paris");
      const desk = new Desk(bridge);
      await desk.settle();
      await furnish(desk);
      await use(bridge);
      await bridge.clear();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  bridge: async ({ year }, use) => use(year),
  desk: async ({ bridge }, use) => use(new Desk(bridge)),
});

export { expect } from "./test.ts";
