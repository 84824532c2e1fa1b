import { m } from "../../words/messages";
import type { TalkKind, TalkPart } from "./prepared.svelte";

/** What is said of each kind of words that can be prepared. */
export const talkWords: Record<
  TalkKind,
  { prepare: () => string; title: (room: { name: string }) => string; lead: () => string }
> = {
  feedback: { prepare: m.feedback_prepare, title: m.feedback_for, lead: m.feedback_lead },
  conversation: { prepare: m.conversation_prepare, title: m.conversation_with, lead: m.conversation_lead },
  disagreement: { prepare: m.disagreement_settle, title: m.disagreement_with, lead: m.disagreement_lead },
};

/** What is asked for each answer, and what stands before it in the text. */
export const answerWords: Record<
  TalkPart,
  { label: () => string; hint: () => string; before?: () => string }
> = {
  situation: { label: m.feedback_situation, hint: m.feedback_situation_hint },
  behaviour: { label: m.feedback_behaviour, hint: m.feedback_behaviour_hint },
  impact: { label: m.feedback_impact, hint: m.feedback_impact_hint },
  next: { label: m.feedback_next, hint: m.feedback_next_hint },
  changed: { label: m.conversation_changed, hint: m.conversation_changed_hint },
  need: { label: m.conversation_need, hint: m.conversation_need_hint },
  ask: { label: m.conversation_ask, hint: m.conversation_ask_hint },
  mine: { label: m.disagreement_mine, hint: m.disagreement_mine_hint, before: m.disagreement_mine_text },
  theirs: {
    label: m.disagreement_theirs,
    hint: m.disagreement_theirs_hint,
    before: m.disagreement_theirs_text,
  },
  agreed: {
    label: m.disagreement_agreed,
    hint: m.disagreement_agreed_hint,
    before: m.disagreement_agreed_text,
  },
};
