import { limits } from "../api/bindings";
import { proseLocale, toast } from "../components";
import { m } from "../words/messages";
import { withoutInvisible } from "./invisible";

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * What goes into a field by one paste, in characters. A text that is somewhat too long goes in and is kept as a draft;
 * web views take a minute to lay out three megabytes.
 */
const most = 3 * limits.body;

/** What somebody writes into; a passphrase is not touched. */
function fieldOf(event: Event): Field | null {
  const field = event.target;
  if (field instanceof HTMLTextAreaElement) return field;
  const written = ["text", "search", "url", "tel", "email"];
  return field instanceof HTMLInputElement && written.includes(field.type) ? field : null;
}

function tell(): void {
  toast(m.text_sign_taken_out(), { subject: "invisible_sign" });
}

/** What is pasted goes in without such signs, as one step of the field's own undo. */
function beforeInput(event: InputEvent): void {
  const field = fieldOf(event);
  if (!field || !["insertFromPaste", "insertFromDrop"].includes(event.inputType)) return;
  const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
  const one = field instanceof HTMLInputElement;
  if (text.length > (one ? limits.body : most)) {
    // No field keeps it, and drawing it would hold the window up; the clipboard still has it.
    event.preventDefault();
    const number = new Intl.NumberFormat(proseLocale());
    const said = {
      length: number.format([...text].length),
      limit: number.format(one ? limits.line : limits.body),
    };
    toast(one ? m.error_line_too_long(said) : m.text_paste_too_long(said), { subject: "paste_too_long" });
    return;
  }
  const kept = withoutInvisible(text, field instanceof HTMLInputElement);
  if (kept === text) return;
  event.preventDefault();
  // The one way that the field's undo knows of.
  if (!document.execCommand("insertText", false, kept)) {
    field.setRangeText(kept, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: kept }));
  }
  tell();
}

/** What came in another way is cleaned before anybody reads the field. */
function input(event: Event): void {
  const field = fieldOf(event);
  if (!field || (event instanceof InputEvent && event.isComposing)) return;
  const clean = (text: string) => withoutInvisible(text, field instanceof HTMLInputElement);
  const kept = clean(field.value);
  if (kept === field.value) return;
  // A field for addresses of mail knows no place of the cursor.
  const at = field.selectionStart === null ? null : clean(field.value.slice(0, field.selectionStart)).length;
  field.value = kept;
  if (at !== null) field.setSelectionRange(at, at);
  tell();
}

/** Keeps signs that nobody sees out of every field, and says so. Runs before the fields' own listeners. */
export function keepTextSeen(): () => void {
  document.addEventListener("beforeinput", beforeInput, true);
  document.addEventListener("input", input, true);
  return () => {
    document.removeEventListener("beforeinput", beforeInput, true);
    document.removeEventListener("input", input, true);
  };
}
