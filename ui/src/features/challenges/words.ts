import type { Challenge, ChallengeTry } from "../../api/bindings";
import { m } from "../../words/messages";
import { listed } from "../../common/meetings/names";

/** What became of a challenge, in a word. */
export function stateWord(challenge: Challenge): string {
  const words = {
    open: m.challenge_state_open,
    solved: m.challenge_state_solved,
    dropped: m.challenge_state_dropped,
  };
  return words[challenge.state]();
}

/** Whether something that was tried helped; nothing while that is not known. */
export function helpedWord({ helped }: ChallengeTry): string | null {
  if (helped === null) return null;
  return helped ? m.challenge_helped() : m.challenge_not_helped();
}

/** Those who were asked, and those who were not yet: "Amara, Jonas; not yet asked: Sakura". */
export function voicesWords({ voices }: Challenge): string | null {
  const names = (asked: boolean) =>
    listed(voices.filter((voice) => (voice.text !== "") === asked).map((voice) => voice.name));
  const [asked, waiting] = [names(true), names(false)];
  if (asked === "" && waiting === "") return null;
  if (waiting === "") return m.challenge_asked({ names: asked });
  if (asked === "") return m.challenge_to_ask({ names: waiting });
  return m.challenge_asked_and_to_ask({ asked, waiting });
}
