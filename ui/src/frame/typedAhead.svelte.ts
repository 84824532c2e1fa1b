import { untrack } from "svelte";

const dialogs = "[role='dialog'], [role='alertdialog']";
/** After so long the keys go their way again, whatever became of the dialog. */
const LONGEST = 2_000;

/**
 * Keeps what is typed while a dialog is on its way, and types it into its first field: who knows the keys is quicker
 * than the dialog, and no letter meant for it may do something on the page beneath. Escape gives the dialog up.
 */
export function keepTyping(giveUp: () => void): { shown: () => void; stop: () => void } {
  const before = [...document.querySelectorAll(dialogs)];
  const kept: string[] = [];
  let deadline: ReturnType<typeof setTimeout> | undefined;

  function onkeydown(event: KeyboardEvent) {
    const isCommand = event.ctrlKey || event.metaKey || event.altKey;
    const isLetter = [...event.key].length === 1;
    const isAltGr = event.getModifierState("AltGraph");
    if (event.isComposing || (isCommand && !isAltGr)) return;
    if (!isLetter && !["Escape", "Backspace", "Enter", "Tab", "Delete"].includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === "Escape") {
      stop();
      giveUp();
    } else if (event.key === "Backspace") kept.pop();
    else if (isLetter && !event.repeat) kept.push(event.key);
  }

  function onfocusin({ target }: FocusEvent) {
    if (!(target instanceof Element)) return;
    const dialog = target.closest(dialogs);
    if (dialog === null || before.includes(dialog)) return;
    stop();
    // The one way by which the field's own undo knows of it.
    if (kept.length > 0 && takesText(target)) document.execCommand("insertText", false, kept.join(""));
  }

  function stop() {
    clearTimeout(deadline);
    removeEventListener("keydown", onkeydown, true);
    removeEventListener("focusin", onfocusin);
  }

  addEventListener("keydown", onkeydown, true);
  addEventListener("focusin", onfocusin);
  return {
    shown: () => {
      deadline = setTimeout(stop, LONGEST);
    },
    stop,
  };
}

/** The same for a layer whose code is there, until the focus is in it. To be called while it is set up. */
export function keepTypingInto(isOpen: () => boolean, giveUp: () => void): void {
  const open = $derived(isOpen());
  $effect.pre(() => {
    if (!open) return;
    const typing = untrack(() => keepTyping(giveUp));
    typing.shown();
    return typing.stop;
  });
}

function takesText(field: Element): boolean {
  if (field instanceof HTMLTextAreaElement) return true;
  return field instanceof HTMLInputElement && !["checkbox", "radio"].includes(field.type);
}
