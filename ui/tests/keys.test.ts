import { describe, expect, it } from "vitest";
import { keysAsPrinted, keysForAria } from "../src/components/keys";
import { isLetter, parseStroke, strokePressed, type Pressed } from "../src/components/strokes";

function press(key: string, held: Partial<Pressed> = {}): Pressed {
  return { key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
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

  it("is found by its place where the layout has other letters", () => {
    for (const [keys, key, code, held] of [
      ["N", "т", "KeyN", {}],
      ["Mod+K", "κ", "KeyK", { ctrlKey: true }],
      ["Mod+Shift+Z", "Я", "KeyZ", { ctrlKey: true, shiftKey: true }],
      ["T", "א", "KeyT", {}],
      ["B", "لا", "KeyB", {}],
      ["/", "ظ", "Slash", {}],
      ["?", "؟", "Slash", { shiftKey: true }],
      ["Mod+,", "б", "Comma", { ctrlKey: true }],
      ["Mod+1", "&", "Digit1", { ctrlKey: true }],
      ["Mod+2", "٢", "Digit2", { ctrlKey: true }],
    ] as const)
      expect(
        strokePressed(parseStroke(keys), press(key, { code, ...held }), false),
        `${keys} by ${key}`,
      ).toBe(true);
  });

  it("is what stands on the key where the letters are Latin", () => {
    for (const [keys, key, code, held] of [
      ["Z", "y", "KeyZ", {}],
      ["N", "b", "KeyN", {}],
      ["Mod+6", "-", "Digit6", { ctrlKey: true }],
      ["Mod+1", "!", "Digit1", { ctrlKey: true, shiftKey: true }],
      ["N", "й", "KeyQ", {}],
      ["Mod+W", ",", "KeyW", { ctrlKey: true }],
      ["O", "ø", "KeyL", {}],
    ] as const)
      expect(
        strokePressed(parseStroke(keys), press(key, { code, ...held }), false),
        `${keys} by ${key}`,
      ).toBe(false);
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
