import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export type Theme = "light" | "dark";

/** Has axe look at the page in a theme, with every rule it knows. */
export async function look(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) => `${id}: ${help}: ${node.target.join(" ")}\n    ${node.html}\n    ${node.failureSummary}`,
    ),
  );
  expect(found, `axe finds nothing on ${page.url()} in ${theme}`).toEqual([]);
}

/** Has axe look at the page in both. */
export async function lookTwice(page: Page): Promise<void> {
  for (const theme of ["light", "dark"] as const) await look(page, theme);
}

/** Everything fits the window's width, so that nobody has to push the page about sideways. */
export async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    const scrollers = [
      document.documentElement,
      ...document.querySelectorAll<HTMLElement>("main, [role='dialog']"),
    ];
    const pushed = scrollers
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.tagName} is ${element.scrollWidth} wide in ${element.clientWidth}`);
    const beyond = [...document.querySelectorAll<HTMLElement>("main *, nav *")]
      .filter((element) => {
        if (element.closest(".visually-hidden, svg") || !element.checkVisibility()) return false;
        return element.getBoundingClientRect().right > edge + 1 && !insideScroller(element);
      })
      .map(
        (element) => `${element.tagName}.${element.className} «${element.textContent.trim().slice(0, 40)}»`,
      );
    const sideways = [...document.querySelectorAll<HTMLElement>("main *, [role='dialog'] *")]
      .filter(
        (element) => /auto|scroll/.test(getComputedStyle(element).overflowX) && element.checkVisibility(),
      )
      .filter(
        (element) =>
          !element.matches("pre, table, .wide, textarea") && element.scrollWidth > element.clientWidth + 1,
      )
      .map((element) => `${element.tagName}.${element.className} goes sideways`);
    return [...pushed, ...beyond.slice(0, 5), ...sideways];

    function insideScroller(element: HTMLElement): boolean {
      for (let parent = element.parentElement; parent; parent = parent.parentElement) {
        const { overflowX } = getComputedStyle(parent);
        if (parent.tagName !== "MAIN" && overflowX !== "visible") return true;
      }
      return false;
    }
  });
  expect(wide, `nothing on ${page.url()} is wider than the window`).toEqual([]);
}
