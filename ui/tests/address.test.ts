import { describe, expect, it } from "vitest";
import { readAddress } from "../src/app/address";

describe("an address is read before it is followed", () => {
  it.each([
    ["https://example.org/a?b#c", ["https://", "example.org", "/a?b#c"], false],
    ["https://bank.example@evil.example/x", ["https://bank.example@", "evil.example", "/x"], false],
    ["https://exämple.org/", ["https://", "xn--exmple-cua.org", "/"], true],
    ["no address", ["", "no address", ""], false],
  ])("%s", (text, parts, disguised) => {
    const read = readAddress(text);
    if (read.kind !== "web") throw new Error("a page's");
    expect([read.before, read.host, read.after]).toEqual(parts);
    expect(read.before + read.host + read.after, "nothing is left out").toBe(read.whole);
    expect(read.disguised).toBe(disguised);
  });

  it.each([
    ["mailto:ada@example.org", ["ada@example.org"], null],
    ["mailto:a@b.org,c@d.org?subject=Our%20topics&body=Hello%0D%0AAda", ["a@b.org", "c@d.org"], "Our topics"],
    ["mailto:a@b.org?bcc=c@d.org&body=x", ["a@b.org", "c@d.org"], ""],
    ["mailto:a@b.org?Bcc=spy@evil.org&Subject=Hi", ["a@b.org", "spy@evil.org"], "Hi"],
    ["mailto:a+b@c.org?cc=d+e@f.org", ["a+b@c.org", "d+e@f.org"], ""],
    ["mailto:?subject=Hi", [], "Hi"],
  ])("%s", (text, to, subject) => {
    const read = readAddress(text);
    if (read.kind !== "mail") throw new Error("a mailbox");
    expect(read.to, "nobody is left out").toEqual(to);
    expect(read.disguised).toBe(false);
    expect(read.letter === null ? null : read.letter.subject, "what goes along is told").toBe(subject);
  });
});
