import { m } from "../words/messages";

/** True on a Mac, where ⌘ takes the part of Ctrl. */
export const onMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

const signs: Record<string, string> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  "-": "−",
};
/** What stands on them in the language of the desk. */
const names: Record<string, () => string> = {
  Mod: m.key_mod,
  Shift: m.key_shift,
  Enter: m.key_enter,
  Escape: m.key_escape,
  Delete: m.key_delete,
};
const macSigns: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥" };

/** "Mod+Shift+Z" as it stands on the keyboard: "Ctrl Shift Z", on a Mac "⇧⌘Z". */
export function keysAsPrinted(keys: string, mac = onMac): string {
  const parts = keys.split("+").filter((part) => part !== "");
  if (keys.endsWith("++") || keys === "+") parts.push("+");
  const printed = (part: string) => signs[part] ?? names[part]?.() ?? part;
  if (!mac) return parts.map(printed).join(" ");
  const order = ["Alt", "Shift", "Mod"];
  const modifiers = order.filter((name) => parts.includes(name)).map((name) => macSigns[name]);
  return [...modifiers, ...parts.filter((part) => !order.includes(part)).map(printed)].join("");
}

/** The same in the words of `aria-keyshortcuts`. */
export function keysForAria(keys: string, mac = onMac): string {
  return keys.replace("Mod", mac ? "Meta" : "Control");
}
