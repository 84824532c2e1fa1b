import type { NoteSubject } from "../../api/bindings";
import { Autosave } from "../../api/autosave.svelte";
import { call } from "../../api/client";

/** What feedback is made of: where it was, what was done, what it did, what comes next. */
export const feedbackParts = ["situation", "behaviour", "impact", "next"] as const;
export type FeedbackPart = (typeof feedbackParts)[number];

interface Kept {
  parts: Record<FeedbackPart, string>;
  /** The text as changed by hand; absent: as the parts make it. */
  own: string | null;
  topic: string;
}

const empty: Kept = { parts: { situation: "", behaviour: "", impact: "", next: "" }, own: null, topic: "" };

/** Feedback being prepared. It is private: its draft is kept with the private drafts and nowhere else. */
export class Feedback {
  #about: NoteSubject;
  #kept = $state.raw(empty);
  #draft: Autosave;

  constructor(about: NoteSubject) {
    this.#about = about;
    this.#draft = new Autosave((body) => call("note_draft_keep", { about, draft: "feedback", body }));
  }

  get parts(): Readonly<Record<FeedbackPart, string>> {
    return this.#kept.parts;
  }

  /** The text, as the parts make it or as it was changed. */
  get text(): string {
    return this.#kept.own ?? compose(this.#kept.parts);
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
    const { body } = await call("note_draft_find", { about: this.#about, draft: "feedback" });
    if (body === "" || this.#kept !== empty) return;
    this.#draft.begin(body);
    this.#kept = JSON.parse(body) as Kept;
  }

  say(part: FeedbackPart, words: string): void {
    this.#keep({ parts: { ...this.#kept.parts, [part]: words } });
  }

  change(text: string): void {
    this.#keep({ own: text === compose(this.#kept.parts) ? null : text });
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
    await call("note_write", { about: this.#about, body: this.text, draft: "feedback" });
    await this.#draft.clear();
    this.#kept = empty;
  }

  #keep(part: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...part };
    const { parts, own, topic } = this.#kept;
    const nothing = own === null && topic === "" && Object.values(parts).every((words) => words === "");
    this.#draft.type(nothing ? "" : JSON.stringify(this.#kept));
  }
}

/** What happened in one paragraph, what comes next in another. */
function compose({ situation, behaviour, impact, next }: Readonly<Record<FeedbackPart, string>>): string {
  const happened = [situation, behaviour, impact].map(sentence).filter((said) => said !== "");
  return [happened.join(" "), sentence(next)].filter((said) => said !== "").join("\n\n");
}

function sentence(words: string): string {
  const said = words.trim().replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase());
  return said === "" || /\p{Po}$/u.test(said) ? said : `${said}.`;
}
