/** A key with its modifiers, as `Mod+Shift+Z`: Mod is Ctrl, on a Mac ⌘. A single letter stands alone: `N`. */
export interface Stroke {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** What of a keyboard event counts. */
export interface Pressed {
  key: string;
  /** Which key of the keyboard it is, whatever stands on it (UI Events KeyboardEvent code Values). */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Reads `Mod+Shift+Z`; throws on what is no shortcut, for it is written by us. */
export function parseStroke(keys: string): Stroke {
  const stroke: Stroke = { key: "", mod: false, shift: false, alt: false };
  const parts = keys === "+" ? ["+"] : keys.replace(/\+\+$/, "+Plus").split("+");
  for (const part of parts) {
    if (part === "Mod") stroke.mod = true;
    else if (part === "Shift") stroke.shift = true;
    else if (part === "Alt") stroke.alt = true;
    else if (stroke.key === "" && part !== "") stroke.key = part === "Plus" ? "+" : part;
    else throw new Error(`Not a shortcut: ${keys}`);
  }
  if (stroke.key === "") throw new Error(`Not a shortcut: ${keys}`);
  return stroke;
}

/** True if exactly this was pressed. Shift is part of a sign such as `?` or `+`, not a modifier of it. */
export function strokePressed(stroke: Stroke, pressed: Pressed, mac: boolean): boolean {
  const mod = mac ? pressed.metaKey : pressed.ctrlKey;
  const other = mac ? pressed.ctrlKey : pressed.metaKey;
  if (mod !== stroke.mod || other || pressed.altKey !== stroke.alt) return false;
  const sign = stroke.key.length === 1 && stroke.key.toLowerCase() === stroke.key.toUpperCase();
  if (!sign && pressed.shiftKey !== stroke.shift) return false;
  return [pressed.key, latin(pressed)].some((key) => key?.toLowerCase() === stroke.key.toLowerCase());
}

/** Signs that stand on a key of their own where the letters are Latin, and on a letter's where they are not. */
const signs: Record<string, readonly [plain: string, shifted: string]> = {
  Comma: [",", "<"],
  Slash: ["/", "?"],
};

/**
 * What a key gives on a keyboard with Latin letters, where it gives something else on this one: a letter under a
 * Cyrillic, Greek, Arabic or Hebrew layout, a digit where digits are written otherwise or need Shift (as in France).
 */
function latin({ key, code, shiftKey }: Pressed): string | undefined {
  const there = /^Key([A-Z])$/.exec(code)?.[1] ?? signs[code]?.[shiftKey ? 1 : 0];
  if (there !== undefined && !/\p{ASCII}|\p{Script=Latin}/u.test(key)) return there;
  // What stands there may be a shortcut's own sign, such as the minus of a French 6.
  const isOwn = /^[-+=,/?\d]$/.test(key);
  return isOwn || shiftKey ? undefined : /^Digit(\d)$/.exec(code)?.[1];
}

/** True for a key which means something only outside of fields, and which can be switched off. */
export function isLetter(stroke: Stroke): boolean {
  return !stroke.mod && !stroke.alt && stroke.key.length === 1;
}
