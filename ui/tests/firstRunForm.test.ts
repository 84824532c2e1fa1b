import { describe, expect, it } from "vitest";
import { blank, readForm } from "../src/screens/firstrun/form";

describe("the first run's draft", () => {
  it("comes back as it was left, with what stands on the desk already", () => {
    const form = { ...blank, step: "goal", name: "中村 さくら", made: { person: "p1" } } as const;
    expect(readForm(JSON.stringify(form)), "an interrupted run goes on where it was").toEqual(form);
  });

  it("fills in what an older draft did not know", () => {
    expect(readForm('{"step":"person","name":"Amara"}'), "the rest is as at the beginning").toEqual({
      ...blank,
      step: "person",
      name: "Amara",
    });
  });

  it.each(["", "{", '{"step":"cellar"}', "[]"])("of another shape counts as none: %s", (body) => {
    expect(readForm(body), "nothing is guessed").toBeNull();
  });
});
