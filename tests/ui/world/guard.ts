import type { Page } from "@playwright/test";

/** What a page did that it must never do. */
export class Guard {
  readonly complaints: string[] = [];

  private constructor() {}

  /** Watches for errors, for requests to anywhere but the desk, and for breaches of the content security policy. */
  static async over(page: Page, home: string): Promise<Guard> {
    const guard = new Guard();
    const complain = (text: string) => guard.complaints.push(text);
    page.on("pageerror", (error) => complain(`Threw: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      if (message.type() !== "error" && message.type() !== "warning") return;
      // A refused command is an answer like any other, yet Chromium writes it down.
      if (message.text().includes("status of 400") && message.location().url.startsWith(`${home}/call/`))
        return;
      complain(`Wrote to the console: ${message.text()} (${message.location().url})`);
    });
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.origin !== home && !["data:", "blob:", "about:"].includes(url.protocol))
        complain(`Asked another place: ${request.url()}`);
    });
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (breach) => {
        console.error(`Broke ${breach.violatedDirective}: ${breach.blockedURI} ${breach.sample}`);
      });
    });
    return guard;
  }
}
