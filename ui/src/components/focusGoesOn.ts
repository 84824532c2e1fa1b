const fields = ":is(input:not([type='radio']), textarea, [role='combobox']):not(:disabled)";
const stops = ":is(a[href], button, input, textarea, summary, [tabindex]):not(:disabled)";

/** The first field one can type into or choose in. */
export function firstField(within: HTMLElement): HTMLElement | null {
  return within.querySelector<HTMLElement>(`[autofocus], ${fields}`);
}

/**
 * Watches over the focus in a dialog: where a choice takes away what has it, such as a button that did its work, it
 * goes on to what comes next, and never to the way out. To be called while the dialog's component is set up, for who
 * watches first acts first: the focus scope of bits-ui would give it to the first button there is, and that one closes.
 */
export function focusGoesOn(isWayOut: (element: Element) => boolean): (dialog: HTMLElement) => () => void {
  let dialog: HTMLElement | null = null;
  let last: HTMLElement | null = null;
  /** Where it stands. The document moves this along with whatever comes and goes, so it is true even afterwards. */
  let place: Range | null = null;

  const watch = new MutationObserver((changes) => {
    if (!dialog || !last || (dialog.contains(last) && !last.matches(":disabled"))) return;
    const { activeElement: active } = document;
    // Somebody gave it to something else by now, or another layer lies above.
    if (active && active !== last && active !== document.body && !isWayOut(active)) return;
    const added = changes.flatMap((change) => [...change.addedNodes]);
    goOn(dialog, added);
  });

  function goOn(dialog: HTMLElement, added: readonly Node[]) {
    const all = [...dialog.querySelectorAll<HTMLElement>(stops)].filter(isStop);
    const brought = all.find((one) => one.matches(fields) && added.some((node) => node.contains(one)));
    const after = all.filter((one) => (place?.comparePoint(one, 0) ?? -1) > 0);
    const before = all.filter((one) => !after.includes(one)).reverse();
    const next = [...(brought ? [brought] : []), ...after, ...before, dialog];
    next.find((one) => {
      one.focus();
      return document.activeElement === one;
    });
  }

  /** What Tab would stop at; in a group of radio buttons that is the chosen one. */
  function isStop(element: HTMLElement): boolean {
    if (element.tabIndex < 0 || isWayOut(element)) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== "radio" || element.checked) return true;
    const group = `input[type="radio"][name="${CSS.escape(element.name)}"]:checked`;
    return element.name === "" || element.ownerDocument.querySelector(group) === null;
  }

  function remember({ target }: { target: EventTarget | null }) {
    if (!(target instanceof HTMLElement)) return;
    last = target;
    place ??= document.createRange();
    place.selectNode(target);
    place.collapse(true);
  }

  return (content) => {
    dialog = content;
    last = null;
    const { activeElement: active } = document;
    if (active !== content && content.contains(active)) remember({ target: active });
    content.addEventListener("focusin", remember);
    watch.observe(content, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    return () => {
      watch.disconnect();
      content.removeEventListener("focusin", remember);
      dialog = null;
    };
  };
}
