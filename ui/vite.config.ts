import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { wordsOptions } from "./scripts/words-options.mjs";

export default defineConfig({
  // Tests find the words compiled: the compiler's worker would keep them from ending.
  plugins: [process.env["VITEST"] ? [] : paraglideVitePlugin(wordsOptions), svelte()],
  // The shell shows its own errors in this terminal, and waits for exactly this port.
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    // WebKitGTK 2.40, the web view of Debian 12, and what the other two systems bring.
    target: ["safari16.4", "chrome111"],
    // The content security policy allows no inline script, and only images as data addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  // Tests run as in a page, so that effects do; there is no document.
  ...(process.env["VITEST"] ? { resolve: { conditions: ["browser"] } } : {}),
  test: {
    include: ["tests/**/*.test.ts"],
    environment: "./tests/page.environment.ts",
    server: { deps: { inline: [/node_modules\/svelte\//, "esm-env"] } },
  },
});
