import type { CalendarDetail, CalendarScope } from "../../api/bindings";
import { call } from "../../api/client";
import { toast } from "../../components";
import { platform } from "../../platform";
import { attempt } from "../../frame/changes";
import { m } from "../../words/messages";

/** Asks where to, writes a calendar file there and says what is in it. */
export async function saveCalendarFile(scope: CalendarScope, name: string): Promise<void> {
  await attempt(async () => {
    const written = await writeCalendarFile(scope, name);
    if (written) toast(m.meeting_exported({ count: written.events, file: written.file }));
  });
}

/** Asks where to and writes a calendar file there; null if the person chose no place. */
export async function writeCalendarFile(
  scope: CalendarScope,
  name: string,
  detail?: CalendarDetail,
): Promise<{ events: number; file: string } | null> {
  const target = await platform.host.pickSave(`${fileName(name)}.ics`, "calendar");
  if (!target) return null;
  const { events } = await call("calendar_export", {
    scope,
    ...(detail === undefined ? {} : { detail }),
    out: target.file,
  });
  return { events, file: target.name };
}

// What no system allows in a file's name, and what would make it a path.
function fileName(name: string): string {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim();
  return (plain === "" ? "Ithaca" : plain).slice(0, 80);
}
