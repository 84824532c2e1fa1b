/*
 * The building blocks. They know nothing of mentoring; the tiers above put them together.
 *
 * The page
 *   Page        title lead? actions? below? personal?     h1, window title, quiet line above; body in columns by `.columns`
 *   Section     title action?                             h2 and what stands under it
 *   PrivateWell title? action?                            the lock and the tint; for what is private, nowhere else
 *   Tabs        label tabs[{href label current count?}]   links, one per place
 *   Choices   label options value                       one of a few, side by side
 *   Index       label of                                  the sections of a long page, in its aside
 *   EmptyState  text action? onaction?|href? keys?        one sentence, one button
 *   ErrorState  error onretry?                            a failed question
 *   Loaded      query → (data)                            error, old data or new data of a `query` or `pages`
 * Rows
 *   Disc        name large? hollow?                       a person, by the first letter; the name stands beside it
 *   List        label                                     arrows, Home, End between rows; one Tab stop
 *   Row         href?|onclick? lead? detail? middle? trail? done? selected? position? menu?
 *   VirtualList label items key row(item, position) estimate? count? hasMore? onmore?
 *   Tick        label checked ontick                      the box before an action
 *   Steps       label reached count                       dots: steps behind and ahead
 *   Progress    label value max oncancel?
 * Words
 *   Written     text|html lines? clipped?                 people's words, in serif; html is drawn by the core
 *   Due         at done?                                  a day, and that it is over where it is
 *   When        at until? today? capital?                 "tomorrow 15:00", exact on hover
 *   Kbd         keys                                      "Mod+K" as Ctrl K or ⌘K
 * Controls (each Field has label, name?, hint?, error?, hideLabel?; bind:value)
 *   Button      kind(first|plain|quiet|danger) small? keys? busy? onclick|href
 *   IconButton  label icon keys? pressed? onclick
 *   TextField   value type? placeholder? …                a line
 *   TextArea    value lines? written?                     grows with what is written, spell-checked
 *   Select      value options[{value label}]
 *   Combobox    value text? search create? onchange       one of many, found by typing
 *   DateField   value("2026-03-12"|null) min? onchange    "tomorrow", "12 March", or the calendar
 *   TimeField   value("15:00"|null) onchange
 *   Checkbox    label checked hint?
 *   ChoicesField  label options value hint? error?     Choices with its label above
 *   ZoneField   value("Europe/Paris"|null) near? onchange
 *   Field       → (control)                               the frame for any other control; give it class "control"
 * Layers
 *   Dialog      open title description? size? footer? onclose?
 *   Menu        label items[{label onselect keys? danger?}|"line"] children?
 *   toast(text, {action?, tone?, subject?})                    for an action that stands alone; offer Undo
 *
 * Classes of base.css: columns, fields, stack, buttons, raised, written, quiet, small, warn, danger, ok, strong,
 * unbroken, number, screen-only, visually-hidden. A person's name inside our sentence goes into <bdi>.
 */
export { default as AddLine, behind } from "./AddLine.svelte";
export { default as Button } from "./Button.svelte";
export { default as Checkbox } from "./Checkbox.svelte";
export { default as Combobox, type Choice } from "./Combobox.svelte";
export { default as Disc } from "./Disc.svelte";
export { default as DateField } from "./DateField.svelte";
export { default as Dialog } from "./Dialog.svelte";
export { default as Due } from "./Due.svelte";
export { default as EmptyState } from "./EmptyState.svelte";
export { default as ErrorState } from "./ErrorState.svelte";
export { default as Facts } from "./Facts.svelte";
export { default as Field } from "./Field.svelte";
export { default as IconButton } from "./IconButton.svelte";
export { default as Index } from "./Index.svelte";
export { default as Kbd } from "./Kbd.svelte";
export { default as List } from "./List.svelte";
export { default as Loaded } from "./Loaded.svelte";
export { default as Menu, type MenuItem } from "./Menu.svelte";
export { default as Named } from "./Named.svelte";
export { default as Page } from "./Page.svelte";
export { default as PrivateWell } from "./PrivateWell.svelte";
export { default as Progress } from "./Progress.svelte";
export { default as Row } from "./Row.svelte";
export { default as Section } from "./Section.svelte";
export { default as Choices } from "./Choices.svelte";
export { default as ChoicesField } from "./ChoicesField.svelte";
export { default as Select } from "./Select.svelte";
export { default as Steps } from "./Steps.svelte";
export { default as Tabs } from "./Tabs.svelte";
export { default as TextArea } from "./TextArea.svelte";
export { default as TextField } from "./TextField.svelte";
export { default as Tick } from "./Tick.svelte";
export { default as TimeField } from "./TimeField.svelte";
export { default as Toaster } from "./Toaster.svelte";
export { default as VirtualList } from "./VirtualList.svelte";
export { default as When } from "./When.svelte";
export { default as Written } from "./Written.svelte";
export { default as ZoneField } from "./ZoneField.svelte";
export { claimFieldErrors, provideFieldErrors } from "./fieldErrors.svelte";
export { roving } from "./roving";
export { fieldLocale, proseLocale, surroundings, timeOfDay } from "./surroundings.svelte";
export { dismiss, toast } from "./toasts.svelte";
export {
  addDays,
  clockRange,
  clockTime,
  dateOf,
  daysUntil,
  exactly,
  format,
  hasTime,
  roughly,
  usualTime,
} from "./when";
