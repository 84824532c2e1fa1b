import { lookTwice } from "../world/look.ts";
import { open } from "../world/places.ts";
import { expect, test } from "../world/test.ts";

const text = `# What she is good at
Calm in *loud* rooms, see [her talk](https://example.org/talk?y=1).

- listens
- [x] asked for feedback

> Begin with the numbers

\`\`\`
a < b
\`\`\`

| Year | What |
| --- | --- |
| 2025 | led **two** teams |

<img src=x onerror=alert(1)> ![a chart](https://example.org/chart.png)`;

test("what people write is drawn as they mean it, in light and dark, and no raw HTML of theirs", async ({
  page,
  desk,
}) => {
  const maria = await desk.person("Maria Lindqvist", { strengths: text, how_met: "ليلى قالت\nمرحبا" });
  const about = { kind: "person" as const, id: maria.id };
  await desk.call("note_write", { about, body: text });
  await open(page, `/person/${maria.id}`);
  for (const place of [
    page.getByRole("region", { name: "Good at" }),
    page.getByRole("list", { name: "Private notes" }),
  ]) {
    await expect(place.getByRole("heading", { level: 3, name: "What she is good at" })).toBeVisible();
    await expect(place.getByRole("list").getByText(/☑.? asked for feedback/)).toBeVisible();
    await expect(place.getByRole("blockquote")).toHaveText("Begin with the numbers");
    await expect(place.getByRole("table").getByRole("columnheader", { name: "What" })).toBeVisible();
    await expect(place.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
    await expect(place.getByRole("img"), "no picture is fetched from anywhere").toHaveCount(0);
  }
  const met = page.getByRole("region", { name: "How you met" }).getByText("مرحبا");
  expect(
    await met.evaluate((element) => getComputedStyle(element).direction),
    "Arabic runs from the right",
  ).toBe("rtl");
  await lookTwice(page);
});

test("a link says where it leads before it is followed, and leads nowhere by itself", async ({
  page,
  desk,
}) => {
  const disguised = "https://ada@xn--pple-43d.example/%41";
  const maria = await desk.person("Maria Lindqvist", {
    strengths: `[Her talk](https://example.org/talk?y=1), [another](https://ada@аpple.example/%41), <mail@example.org>`,
  });
  await open(page, `/person/${maria.id}`);
  const dialog = page.getByRole("dialog");
  const opened = async () => (await desk.asked()).filter(({ name }) => name === "open_link");

  await page.getByRole("link", { name: "Her talk" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("https://example.org/talk?y=1")).toBeVisible();
  await expect(dialog.getByText("example.org", { exact: true }), "the place stands out").toBeVisible();
  await expect(dialog.getByRole("button", { name: "Open it" })).toBeFocused();
  await lookTwice(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(await opened(), "who stays has opened nothing").toEqual([]);

  await page.getByRole("link", { name: "another" }).click();
  await expect(dialog.getByText("xn--pple-43d.example", { exact: true })).toBeVisible();
  await expect(dialog.getByText("letters that can look like others")).toBeVisible();
  await dialog.getByRole("button", { name: "Open it" }).click();
  await expect.poll(opened).toEqual([{ name: "open_link", request: { url: disguised } }]);

  await page.getByRole("link", { name: "mail@example.org" }).click();
  await expect(dialog.getByRole("heading", { name: "Write in your mail program?" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect.poll(opened).toEqual([{ name: "open_link", request: { url: "mailto:mail@example.org" } }]);

  const pages = page.context().pages().length;
  await page.getByRole("link", { name: "Her talk" }).click({ button: "middle" });
  await page.getByRole("link", { name: "Her talk" }).dragTo(page.getByRole("heading", { level: 1 }));
  await page.getByRole("link", { name: "Her talk" }).click({ modifiers: ["Shift"] });
  await expect(dialog, "a click with a key held asks like any other").toBeVisible();
  expect(page.context().pages(), "no other window").toHaveLength(pages);
  expect(await opened(), "nothing was opened by those").toEqual([]);
  await expect(page).toHaveURL(new RegExp(`/person/${maria.id}`));
});

test("a long note is cut after some lines, and reading on shows it whole", async ({ page, desk }) => {
  const maria = await desk.mentor("Maria Lindqvist");
  const lines = Array.from({ length: 40 }, (_, line) => `Line ${line}`).join("\n");
  await desk.call("note_write", { about: { kind: "relationship", id: maria.room.id }, body: lines });
  await open(page, `/room/${maria.room.id}`);
  await page.getByRole("button", { name: "Show", exact: true }).click();
  const notes = page.getByRole("list", { name: "Private notes" });
  const more = notes.getByRole("button", { name: "Read on" });
  await expect(more).toBeVisible();
  const cut = await notes.getByText("Line 0").evaluate((element) => element.parentElement?.clientHeight ?? 0);
  expect(cut, "a few lines are shown").toBeLessThan(260);
  await more.click();
  await expect(more).toHaveCount(0);
  await expect(notes.getByText("Line 39")).toBeInViewport();
});
