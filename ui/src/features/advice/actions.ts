import { registerActions } from "../../shell/actions";
import { m } from "../../words/messages";
import { adding } from "./adding.svelte";

registerActions([
  { id: "story.add", group: "do", label: m.story_add, run: () => (adding.kind = "story") },
  { id: "challenge.add", group: "do", label: m.challenge_add, run: () => (adding.kind = "challenge") },
  { id: "win.add", group: "do", label: m.win_add, run: () => (adding.kind = "win") },
  { id: "decision.add", group: "do", label: m.decision_add, run: () => (adding.kind = "decision") },
  { id: "advice.add", group: "do", label: m.advice_add, run: () => (adding.kind = "advice") },
]);
