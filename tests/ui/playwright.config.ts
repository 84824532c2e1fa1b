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
  timeout: 45_000,
  expect: { timeout: 7_000 },
  use: browser,
});
