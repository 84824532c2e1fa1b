import type { CaptureKind } from "../../api/bindings";
import { m } from "../../words/messages";

/** What a line becomes, in a word or two. */
export function kindWord(kind: CaptureKind): string {
  switch (kind) {
    case "note":
      return m.capture_note();
    case "mine":
      return m.capture_mine();
    case "theirs":
      return m.capture_theirs();
    case "advice":
      return m.capture_advice();
    case "win":
      return m.capture_win();
    case "question":
      return m.capture_question();
    case "private":
      return m.capture_private();
    case "decision":
      return m.capture_decision();
  }
}
