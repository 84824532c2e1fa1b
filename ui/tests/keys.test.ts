import { describe, expect, it } from "vitest";
import { keysAsPrinted, keysForAria } from "../src/components/keys";
import { isLetter, parseStroke, strokePressed, type Pressed } from "../src/shell/shortcuts";

function press(key: string, held: Partial<Pressed> = {}): Pressed {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

describe("a shortcut", () => {
  it("is read from how it is written", () => {
    expect(parseStroke("Mod+Shift+Z"), "modifiers and a key").toEqual({
      key: "Z",
      mod: true,
      shift: true,
      alt: false,
    });
    expect(parseStroke("Mod++"), "plus is a key, too").toEqual({
      key: "+",
      mod: true,
      shift: false,
      alt: false,
    });
    expect(parseStroke("?"), "a sign alone").toEqual({ key: "?", mod: false, shift: false, alt: false });
    expect(() => parseStroke("Mod+"), "a modifier alone is none").toThrow();
  });

  it("is pressed with Ctrl, and with ⌘ on a Mac", () => {
    const undo = parseStroke("Mod+Z");
    expect(strokePressed(undo, press("z", { ctrlKey: true }), false), "Ctrl elsewhere").toBe(true);
    expect(strokePressed(undo, press("z", { ctrlKey: true }), true), "Ctrl on a Mac is another key").toBe(
      false,
    );
    expect(strokePressed(undo, press("z", { metaKey: true }), true), "⌘ on a Mac").toBe(true);
  });

  it("does not take a key with more modifiers for one with fewer", () => {
    const undo = parseStroke("Mod+Z");
    expect(strokePressed(undo, press("Z", { ctrlKey: true, shiftKey: true }), false), "that is redo").toBe(
      false,
    );
    expect(strokePressed(parseStroke("N"), press("n", { ctrlKey: true }), false), "Ctrl N is not N").toBe(
      false,
    );
  });

  it("lets Shift make a sign", () => {
    expect(
      strokePressed(parseStroke("?"), press("?", { shiftKey: true }), false),
      "? needs Shift on most keyboards",
    ).toBe(true);
    expect(
      strokePressed(parseStroke("Mod++"), press("+", { ctrlKey: true, shiftKey: true }), false),
      "as does +",
    ).toBe(true);
  });

  it("of a single letter is told from the rest", () => {
    expect(isLetter(parseStroke("N")), "a letter alone").toBe(true);
    expect(isLetter(parseStroke("?")), "a sign alone").toBe(true);
    expect(isLetter(parseStroke("Mod+N")), "works in fields, too").toBe(false);
  });

  it("is printed as the keyboard has it", () => {
    expect(keysAsPrinted("Mod+Shift+Z", false)).toBe("Ctrl Shift Z");
    expect(keysAsPrinted("Mod+Shift+Z", true)).toBe("⇧⌘Z");
    expect(keysAsPrinted("Mod++", false)).toBe("Ctrl +");
    expect(keysAsPrinted("Alt+ArrowLeft", false)).toBe("Alt ←");
    expect(keysForAria("Mod+K", false)).toBe("Control+K");
  });
});
