import type { CaptureKind, CaptureMeant } from "../../api/bindings";
import { call } from "../../api/client";
import { Draft } from "../../api/draft.svelte";
import { Autosave } from "../../api/autosave.svelte";
import { markerOf, readMarker } from "./markers";

/** Kinds whose line may end with a day. */
const dated: readonly CaptureKind[] = ["mine", "theirs", "advice"];

/**
 * The line being typed in a meeting. What it becomes is known from its marker on; what is typed is kept within 300 ms,
 * a private line from its marker on among the private drafts only.
 */
export class CaptureLine {
  kind = $state<CaptureKind>("note");
  text = $state("");
  /** What the core understands of the line, once it ends with a day or begins with a name. */
  meant = $state.raw<CaptureMeant | null>(null);
  #meeting: string;
  /** Where several take part a line may begin with whom it concerns. */
  #several: () => boolean;
  /** A marker that was taken back stays what it is: two signs at the beginning of a line. */
  #literal = false;
  #open: Draft;
  #private: Autosave;
  #turn = 0;
  /** A private note half written on the meeting's page: it shares the draft, and comes back when the line is kept. */
  #halfWritten = "";

  constructor(meeting: string, several: () => boolean) {
    this.#meeting = meeting;
    this.#several = several;
    this.#open = new Draft(`capture ${meeting}`);
    this.#private = new Autosave((line) => this.#keepPrivate(line));
  }

  get #about() {
    return { kind: "meeting" as const, id: this.#meeting };
  }

  /** Takes up what was typed when the program ended. */
  async restore(): Promise<void> {
    const [kept, secret] = await Promise.all([
      this.#open.find(),
      call("note_draft_find", { about: this.#about }),
    ]);
    if (secret.body.includes("\n")) this.#halfWritten = secret.body;
    if (this.text !== "") return;
    if (kept !== "") {
      const { kind, text } = JSON.parse(kept) as { kind: CaptureKind; text: string };
      [this.kind, this.text] = [kind, text];
      this.#literal = kind === "note";
      void this.#read();
    } else if (secret.body !== "" && this.#halfWritten === "") {
      this.#private.begin(secret.body);
      [this.kind, this.text] = ["private", secret.body];
    }
  }

  /** Takes what stands in the field. */
  type(text: string): void {
    const marker = this.kind === "note" && !this.#literal ? readMarker(text) : null;
    if (marker) this.become(marker.kind, marker.text);
    else this.text = text;
    if (this.text === "") this.#literal = false;
    this.#keep();
    void this.#read();
  }

  /** Makes the line another kind of line. */
  become(kind: CaptureKind, text = this.text): void {
    if (this.kind === "private" && kind !== "private")
      void this.#private.clear().then(() => this.#forgetPrivate());
    if (kind === "private") void this.#open.drop();
    [this.kind, this.text] = [kind, text];
    this.#keep();
    void this.#read();
  }

  /** Backspace before the first letter: the line is plain again. */
  takeBack(): boolean {
    if (this.kind === "note") return false;
    // Before words the marker becomes two signs again; alone it is gone.
    this.#literal = this.text !== "";
    this.become("note", this.#literal ? `${markerOf(this.kind)} ${this.text}` : "");
    return true;
  }

  /** Begins the next line. What was typed stays among the drafts until it is kept as what it is. */
  begin(): void {
    [this.kind, this.text, this.meant, this.#literal] = ["note", "", null, false];
    this.#turn += 1;
  }

  /** A line of this kind was kept: its draft is dropped, unless the next line has taken its place. */
  async kept(kind: CaptureKind): Promise<void> {
    if (this.text !== "" && (this.kind === "private") === (kind === "private")) return;
    if (kind === "private") {
      await this.#private.clear();
      await this.#forgetPrivate();
    } else await this.#open.drop();
  }

  /** Writes at once what is not written yet. */
  flush(): Promise<void> {
    return this.#private.flush();
  }

  #keep(): void {
    const { kind, text } = this;
    if (kind === "private") this.#private.type(text);
    else this.#open.keep(text === "" ? "" : JSON.stringify({ kind, text }));
  }

  async #keepPrivate(line: string): Promise<void> {
    const body = [this.#halfWritten, line].filter((part) => part !== "").join("\n\n");
    await call("note_draft_keep", { about: this.#about, body });
  }

  async #forgetPrivate(): Promise<void> {
    await this.#keepPrivate("");
  }

  async #read(): Promise<void> {
    const mine = ++this.#turn;
    const line = this.text.trim();
    const names = this.kind !== "note" && line.startsWith("@") && this.#several();
    if (!names && (!dated.includes(this.kind) || !line.includes(" "))) {
      this.meant = null;
      return;
    }
    try {
      const meant = await call("capture_read", names ? { line, meeting_id: this.#meeting } : { line });
      const due_on = dated.includes(this.kind) ? meant.due_on : null;
      if (mine === this.#turn)
        this.meant = due_on === null && meant.whom === null ? null : { ...meant, due_on };
    } catch {
      // A line too long to be read says so when it is kept.
      if (mine === this.#turn) this.meant = null;
    }
  }
}
