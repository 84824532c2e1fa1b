import { platform } from "../platform";
import type { Topic } from "./bindings";

/** What comes within a frame is one change: a commit with several topics, or several commits one after the other. */
const frame = 16;

/** One that wants to know. */
export interface Ear {
  /** What it was about to be told is known to it already. */
  heard(): void;
  stop(): void;
}

interface Hearer {
  topics: readonly string[];
  hear: () => void;
  due: boolean;
}

const hearers = new Set<Hearer>();
let listening = false;
let telling: ReturnType<typeof setTimeout> | undefined;

/** Calls `hear` once after every change that touches one of `topics`, until it is stopped. */
export function onChange(topics: readonly Topic[], hear: () => void): Ear {
  listen();
  const hearer: Hearer = { topics, hear, due: false };
  hearers.add(hearer);
  return {
    heard: () => (hearer.due = false),
    stop: () => void hearers.delete(hearer),
  };
}

/** The page listens once, for as long as it is there. */
function listen(): void {
  if (listening) return;
  listening = true;
  platform.listen("changed", (changed) => {
    for (const hearer of hearers)
      if (changed.topics.some((topic) => hearer.topics.includes(topic))) hearer.due = true;
    telling ??= setTimeout(tell, frame);
  });
}

function tell(): void {
  telling = undefined;
  for (const hearer of [...hearers]) {
    if (!hearer.due || !hearers.has(hearer)) continue;
    hearer.due = false;
    hearer.hear();
  }
}
