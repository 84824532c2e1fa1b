import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";

/** The words a printed page bears, in the order in which they were drawn. */
export async function printed(page: Page): Promise<string> {
  const pdf = await page.pdf({ format: "A4" });
  return execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", "-", "-"], {
    input: pdf,
    encoding: "utf8",
    maxBuffer: 64_000_000,
  });
}

/**
 * What a person reads on the page, piece by piece: every text that can be seen, but for what is pressed or typed into
 * and what says of itself that it is for the screen only.
 */
export function read(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const besides = [
      "nav",
      "button:not([data-primary])",
      ".button",
      ".buttons",
      ".screen-only",
      "kbd",
      ".visually-hidden",
      "select",
      "textarea",
      "style",
      "label:has(+ select, + textarea)",
    ].join(", ");
    const root = document.querySelector('[role="dialog"]') ?? document.querySelector("#main");
    const walker = document.createTreeWalker(root ?? document.body, NodeFilter.SHOW_TEXT);
    const pieces: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      // What reads from the right is given letter by letter as it is drawn, joined and turned.
      if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)) continue;
      const around = node.parentElement;
      if (text === "" || around === null || around.closest(besides)) continue;
      if (
        !around.checkVisibility({
          visibilityProperty: true,
          opacityProperty: true,
        })
      )
        continue;
      pieces.push(text);
    }
    return pieces;
  });
}

/** The pieces that are not on the paper as often as on the screen. Blanks do not count: lines break elsewhere. */
export function missing(pieces: string[], paper: string): string[] {
  const plain = (text: string) =>
    text
      .normalize("NFKC")
      .replace(/[\s\p{Cf}]+/gu, "")
      .toLocaleLowerCase("en");
  const whole = plain(paper);
  const wanted = new Map<string, { piece: string; times: number }>();
  for (const piece of pieces) {
    const key = plain(piece);
    const times = (wanted.get(key)?.times ?? 0) + 1;
    wanted.set(key, { piece, times });
  }
  return [...wanted]
    .filter(([key, { times }]) => whole.split(key).length - 1 < times)
    .map(([, { piece }]) => piece);
}
