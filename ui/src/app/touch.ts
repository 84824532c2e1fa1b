import { platform } from "../platform";

/** How often a touch is worth telling: often enough for a lock that waits a minute. */
const apart = 15_000;

/** Tells the host that the person is here, whenever they touch anything, until the returned function is called. */
export function followTouch(): () => void {
  let told = 0;
  const touch = (event: Event) => {
    if (event.timeStamp - told < apart && told !== 0) return;
    told = event.timeStamp;
    // A host that does not answer locks a little early, which harms nobody.
    platform.host.touched().catch(() => undefined);
  };
  const signs = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
  for (const sign of signs) window.addEventListener(sign, touch, { capture: true, passive: true });
  return () => {
    for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
  };
}
