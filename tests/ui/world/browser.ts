import { existsSync } from "node:fs";
import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from "@playwright/test";

/** The one without windows first: it draws nothing but the page, and the tests take half the time. */
const installed = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/**
 * The system's Chromium. Its zone and language are far from the desk's on purpose: what the page says about time
 * must come from the core, and its language from the settings.
 */
export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  browserName: "chromium",
  launchOptions: {
    executablePath: process.env["CHROMIUM"] ?? installed.find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
  },
  viewport: { width: 1280, height: 800 },
  locale: "pt-BR",
  timezoneId: "Pacific/Auckland",
  contextOptions: { reducedMotion: "reduce" },
  screenshot: "only-on-failure",
};
