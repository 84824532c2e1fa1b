import { defineConfig } from "@playwright/test";
import { browser } from "./world/browser.ts";

export default defineConfig({
  testDir: "screenshots",
  outputDir: "../results/screenshots",
  reporter: [["list"]],
  fullyParallel: true,
  retries: 0,
  workers: 2,
  timeout: 120_000,
  use: browser,
});
