import type { Advice, Decision } from "../../api/bindings";
import { m } from "../../words/messages";

/** What was made of a piece of advice, in a word or two. */
export function stateWord(advice: Advice): string {
  switch (advice.state) {
    case "new":
      return m.advice_state_new();
    case "trying":
      return m.advice_state_trying();
    case "later":
      return m.advice_state_later();
    case "declined":
      return m.advice_state_declined();
    case "tried":
      if (advice.helped === null) return m.advice_state_tried();
      return advice.helped ? m.advice_state_helped() : m.advice_state_not_helped();
  }
}

/** What was decided; of a decision made at once, that it was. */
export function choiceWords(decision: Decision): string {
  if (decision.decided_on === null) return m.decision_state_open();
  return decision.choice === "" ? m.decision_state_made() : m.decision_chose({ choice: decision.choice });
}
