import type { When } from "../../api/bindings";
import { zoneName } from "../../components/zones";
import { desk } from "../../frame/desk.svelte";
import { m } from "../../words/messages";

/** Says in which zone a time is meant, where it is not mine. */
export function zoneHint(when: When | null): string | undefined {
  if (when === null || when.zone === desk.start?.zone) return undefined;
  return m.meeting_time_in({ zone: zoneName(when.zone) });
}
