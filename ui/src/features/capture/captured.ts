import { pages } from "../../api/query.svelte";

/** What was captured in a meeting, in the order it was. To be called while a component is set up. */
export function capturedIn(meetingId: () => string) {
  return pages("capture_list", () => ({ meeting_id: meetingId() }), [
    "actions",
    "advice",
    "journal",
    "decisions",
    "meetings",
    "people",
  ]);
}
