import type { ContactKind } from "../../api/bindings";
import { m } from "../../words/messages";

/** Every kind, each with the letter that logs it. */
export const contactKinds: readonly { kind: ContactKind; keys: string }[] = [
  { kind: "message", keys: "M" },
  { kind: "call", keys: "C" },
  { kind: "letter", keys: "L" },
  { kind: "shadowing", keys: "S" },
];

/** How two people were in touch, in a word. */
export function contactWord(kind: ContactKind): string {
  const words = {
    message: m.contact_kind_message,
    call: m.contact_kind_call,
    letter: m.contact_kind_letter,
    shadowing: m.contact_kind_shadowing,
  };
  return words[kind]();
}
