import type { NoteDraftOf, NoteSubject } from "../../api/bindings";
import { Autosave } from "../../api/autosave.svelte";
import { call } from "../../api/client";

/** What words can be prepared for. */
export type TalkKind = Exclude<NoteDraftOf, "note">;

/** The questions whose answers make the words; answers in one paragraph stand together. */
export const talkParts = {
  /** Where it was, what was done, what it did; what comes next. */
  feedback: [["situation", "behaviour", "impact"], ["next"]],
  /** Where a mentor's help no longer fits: what is different now, what is missing; what I ask for. */
  conversation: [["changed", "need"], ["ask"]],
  /** Both sides of a conflict, and what was agreed. */
  disagreement: [["mine"], ["theirs"], ["agreed"]],
} as const;

export type TalkPart<K extends TalkKind = TalkKind> = (typeof talkParts)[K][number][number];

interface Kept {
  parts: Partial<Record<TalkPart, string>>;
  /** The text as changed by hand; absent: as the parts make it. */
  own: string | null;
  topic: string;
}

const empty: Kept = { parts: {}, own: null, topic: "" };

/** Hard words being prepared. They are private: their draft is kept with the private drafts and nowhere else. */
export class Prepared {
  readonly kind: TalkKind;
  #about: NoteSubject;
  /** What stands before an answer in the text; absent: nothing. */
  #before: (part: TalkPart) => string | undefined;
  #kept = $state.raw(empty);
  #draft: Autosave;

  constructor(kind: TalkKind, about: NoteSubject, before: (part: TalkPart) => string | undefined) {
    this.kind = kind;
    this.#about = about;
    this.#before = before;
    this.#draft = new Autosave((body) => call("note_draft_keep", { about, draft: kind, body }));
  }

  part(part: TalkPart): string {
    return this.#kept.parts[part] ?? "";
  }

  /** The text, as the parts make it or as it was changed. */
  get text(): string {
    return this.#kept.own ?? this.#composed();
  }

  /** Whether the text was changed by hand, so that it no longer follows the parts. */
  get changed(): boolean {
    return this.#kept.own !== null;
  }

  get topic(): string {
    return this.#kept.topic;
  }

  get saver(): Autosave {
    return this.#draft;
  }

  /** Takes up what was left the last time. */
  async restore(): Promise<void> {
    const { body } = await call("note_draft_find", { about: this.#about, draft: this.kind });
    if (body === "" || this.#kept !== empty) return;
    this.#draft.begin(body);
    this.#kept = JSON.parse(body) as Kept;
  }

  say(part: TalkPart, words: string): void {
    this.#keep({ parts: { ...this.#kept.parts, [part]: words } });
  }

  change(text: string): void {
    this.#keep({ own: text === this.#composed() ? null : text });
  }

  /** Makes the text from the parts again. */
  composeAnew(): void {
    this.#keep({ own: null });
  }

  name(topic: string): void {
    this.#keep({ topic });
  }

  /** Keeps the text as a private note; the draft goes with it. */
  async keep(): Promise<void> {
    // A draft written after its note would come back as a second note.
    await this.#draft.hold();
    await call("note_write", { about: this.#about, body: this.text, draft: this.kind });
    await this.#draft.clear();
    this.#kept = empty;
  }

  #keep(part: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...part };
    const { parts, own, topic } = this.#kept;
    const nothing = own === null && topic === "" && Object.values(parts).every((words) => words === "");
    this.#draft.type(nothing ? "" : JSON.stringify(this.#kept));
  }

  #composed(): string {
    const paragraphs = talkParts[this.kind].map((paragraph) => {
      const said = paragraph.map((part) => this.#sentence(part)).filter((words) => words !== "");
      return said.join(" ");
    });
    return paragraphs.filter((said) => said !== "").join("\n\n");
  }

  #sentence(part: TalkPart): string {
    const words = this.part(part).trim();
    if (words === "") return "";
    const begun = words.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase());
    const said = /\p{Po}$/u.test(begun) ? begun : `${begun}.`;
    const before = this.#before(part);
    return before === undefined ? said : `${before} ${said}`;
  }
}
