/** True on a Mac, where ⌘ takes the part of Ctrl. */
export const onMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** "Mod+Shift+Z" as it stands on the keyboard: "Ctrl Shift Z", on a Mac "⇧⌘Z". */
export function keysAsPrinted(keys: string, mac = onMac): string {
  const parts = keys.split("+").filter((part) => part !== "");
  if (keys.endsWith("++") || keys === "+") parts.push("+");
  if (!mac) return parts.map((part) => (part === "Mod" ? "Ctrl" : part)).join(" ");
  const signs: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥" };
  const order = ["Alt", "Shift", "Mod"];
  const modifiers = order.filter((name) => parts.includes(name)).map((name) => signs[name]);
  return [...modifiers, ...parts.filter((part) => !order.includes(part))].join("");
}

/** The same in the words of `aria-keyshortcuts`. */
export function keysForAria(keys: string, mac = onMac): string {
  return keys.replace("Mod", mac ? "Meta" : "Control");
}
