import { limits } from "../../api/bindings";
import { call } from "../../api/client";

/** How long nothing is typed before it is judged, in milliseconds. */
const pause = 300;

/** What the core says of a passphrase while it is typed. It is kept nowhere. To be made while a component is set up. */
export class Judgement {
  /** Why it would not hold; null while nothing speaks against it. */
  sentence = $state.raw<string | null>(null);

  constructor(typed: () => string) {
    $effect(() => {
      const passphrase = typed();
      if (passphrase.length < limits.passphrase) {
        this.sentence = null;
        return;
      }
      let late = false;
      const timer = setTimeout(() => {
        call("passphrase_judge", { passphrase }).then(
          (judged) => {
            if (!late) this.sentence = judged.sentence;
          },
          // Nothing is said of it then.
          () => undefined,
        );
      }, pause);
      return () => {
        late = true;
        clearTimeout(timer);
      };
    });
  }
}
