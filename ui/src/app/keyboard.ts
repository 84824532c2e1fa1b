import { onMac } from "../components/keys";
import { isLetter, parseStroke, strokePressed } from "../components/strokes";
import { applicableActions } from "../frame/actions";
import { desk } from "../frame/desk.svelte";

/** What a browser would do and an app does not: reload, show the source, open the browser's find, print or downloads. */
const browserKeys = ["F5", "Shift+F5", "Mod+F5", "Mod+R", "Mod+Shift+R", "Mod+U", "Mod+J", "Mod+G", "F7"].map(
  parseStroke,
);

/** Keys that mean something in a field, too; there they stay the field's own. */
const fieldKeys = ["Alt+ArrowLeft", "Alt+ArrowRight"].map(parseStroke);

/** Keys that take back typing in a field, and do it again. WebKitGTK binds none of them (macOS has them in its menu). */
const typingKeys = [
  { stroke: parseStroke("Mod+Z"), does: "undo" },
  { stroke: parseStroke("Mod+Shift+Z"), does: "redo" },
  { stroke: parseStroke("Mod+Y"), does: "redo" },
] as const;

/** Runs the action whose key is pressed, and keeps the browser's own keys from doing anything. */
export function answerKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const inField = isEditable(event.target);
  if (inField && fieldKeys.some((stroke) => strokePressed(stroke, event, onMac))) return;
  const typing =
    isTypedInto(event.target) && typingKeys.find(({ stroke }) => strokePressed(stroke, event, onMac));
  if (typing) {
    event.preventDefault();
    // What the desk would take back lies elsewhere, unseen: from a field it is left alone.
    document.execCommand(typing.does);
    return;
  }
  const layered = document.querySelector("[role='dialog'], [role='menu']") !== null;
  for (const action of applicableActions()) {
    if (action.keys === undefined) continue;
    const stroke = parseStroke(action.keys);
    if (!strokePressed(stroke, event, onMac)) continue;
    if (isLetter(stroke) && (inField || layered || !desk.start?.settings.letter_keys)) continue;
    event.preventDefault();
    action.run();
    return;
  }
  if (import.meta.env.PROD && browserKeys.some((stroke) => strokePressed(stroke, event, onMac)))
    event.preventDefault();
}

/** Keeps the browser's menu away, but for text one can edit or has selected. */
export function answerContextMenu(event: MouseEvent): void {
  if (!import.meta.env.PROD || isEditable(event.target)) return;
  if (getSelection()?.toString() === "") event.preventDefault();
}

/** True for what is typed into, letter by letter. */
function isTypedInto(target: EventTarget | null): boolean {
  return isEditable(target) && !(target instanceof HTMLButtonElement);
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches(
      "input:not([type='checkbox'], [type='radio']), textarea, [role='combobox'], [contenteditable='true']",
    )
  );
}
