// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const source = new URL("../src/", import.meta.url);
const dialogs = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".svelte"))
  .map((name) => ({ name, text: readFileSync(new URL(name, source), "utf8") }))
  .filter(({ text }) => /<(Dialog|FormDialog|AskReason)\b/.test(text));

/** The dialogs with a field that is not kept by `keptForm`, and why. */
const otherwise: Record<string, string> = {
  "features/actions/PutOff.svelte": "a day alone, beside buttons for the usual ones",
  "features/decisions/ChangeDecision.svelte": "what each said is kept in the form, by its place",
  "features/challenges/ChangeChallenge.svelte":
    "what each said and what was tried are kept in the form, by place",
  "screens/inbox/Later.svelte": "“tomorrow” would be another day by then",
  "features/meetings/AfterMeeting.svelte": "how long it took and when to thank are sent as they are said",
  "features/notes/PrepareTalk.svelte": "private words have drafts of their own",
  "features/questions/PickQuestion.svelte": "what is typed only searches",
  "screens/today/DueDate.svelte": "a day alone, beside buttons for the usual ones",
  "features/vault/MakeRecovery.svelte": "a part of the recovery code is written down nowhere",
  "features/quick/QuickAdd.svelte": "it keeps its line itself, once it is known not to be private",
};

/** What the fields in a source are bound to, or hold. */
function held(text: string): string[] {
  const fields = text.matchAll(/<(?:TextField|TextArea|DateField|TimeField)\b(?<props>[^]*?)\s\/>/g);
  return [...fields].flatMap(({ groups }) => {
    const props = groups?.["props"] ?? "";
    if (/\breadonly\b/.test(props)) return [];
    return [/\b(?:bind:)?value=\{(?<what>[^]*?)\}/.exec(props)?.groups?.["what"] ?? "nothing"];
  });
}

const isKept = (what: string) => /^(\w+\.)?fields\.\w+$/.test(what);

describe("what is typed into a dialog", () => {
  it("is found in the sources", () => {
    const all = dialogs.flatMap(({ text }) => held(text));
    expect(all.filter(isKept).length, "most fields are kept").toBeGreaterThan(60);
  });

  it("is kept when the dialog is left, or it is said why not", () => {
    const unkept = dialogs.filter(({ text }) => held(text).some((what) => !isKept(what)));
    expect(unkept.map(({ name }) => name).sort()).toEqual(Object.keys(otherwise).sort());
  });

  it("is forgotten where it is given up", () => {
    const kept = dialogs.filter(({ text }) => text.includes("keptForm(") || text.includes("keptForm<"));
    const closing = kept.filter(({ text }) => text.includes("onclick={onclose}>{m.cancel()}"));
    expect(closing.map(({ name }) => name)).toEqual([]);
  });
});
