import { Guard } from "../world/guard.ts";
import { fits, look } from "../world/look.ts";
import { expect, test } from "../world/test.ts";

// What proves that something never happens has to be seen noticing it.

test("the guard hears errors, breaches of the policy and calls to other places", async ({
  browser,
  bridge,
}) => {
  const page = await browser.newPage();
  const guard = await Guard.over(page, bridge.url);
  await page.goto(bridge.url);
  expect(guard.complaints, "the page as it is gives no reason to complain").toEqual([]);

  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error("thrown on purpose");
    });
    console.error("written on purpose");
    document.body.append(Object.assign(document.createElement("style"), { textContent: "p {}" }));
    try {
      document.body.innerHTML = "<p>Words</p>";
    } catch {
      // Refused is what it should be; the refusal is told like the others.
    }
    document.body.append(
      Object.assign(document.createElement("img"), { src: "http://127.0.0.2:9/elsewhere.png" }),
    );
  });
  for (const expected of [
    "Threw: Error: thrown",
    "written on purpose",
    "Broke style-src",
    "Broke require-trusted-types-for",
    "Broke img-src",
  ])
    await expect
      .poll(() => guard.complaints.some((text) => text.includes(expected)), `a complaint about “${expected}”`)
      .toBe(true);
  await page.close();
});

test("the guard hears a request to another place even where the policy lets it pass", async ({
  browser,
  bridge,
}) => {
  const page = await browser.newPage();
  const guard = await Guard.over(page, bridge.url);
  await page.goto(`${bridge.url.replace("127.0.0.1", "localhost")}/favicon.svg`).catch(() => undefined);
  expect(guard.complaints.join("\n"), "a request that was made is told").toContain("Asked another place");
  await page.close();
});

test("axe and the ruler notice what is wrong", async ({ browser }) => {
  const page = await browser.newPage();
  await page.setContent("<main><input><p>Words</p></main>");
  await expect(look(page, "light"), "a field without a name is found").rejects.toThrow(/axe finds nothing/);
  await page.setContent("<main><table><tr><td>A</td></tr></table></main>");
  await page.evaluate(() => document.querySelector("table")?.setAttribute("width", "4000"));
  await expect(fits(page), "what is too wide is found").rejects.toThrow(/wider than the window/);
  await page.close();
});
