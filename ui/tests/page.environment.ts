import type { Environment } from "vitest/environments";

/** Compiles Svelte as for a page, so that effects run; there is no document. */
// eslint-disable-next-line no-restricted-syntax -- Vitest takes the default export.
export default {
  name: "page",
  viteEnvironment: "client",
  setup: () => ({ teardown: () => undefined }),
} satisfies Environment;
