import { defineConfig } from "@playwright/test";
import { browser } from "./world/browser.ts";

export default defineConfig({
  testDir: "specs",
  outputDir: "../results/ui",
  reporter: [["list"]],
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // What ends a wait: five times and more what a quiet computer takes, so that a busy one passes as well.
  timeout: 150_000,
  expect: { timeout: 25_000 },
  use: browser,
});
