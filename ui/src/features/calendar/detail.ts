import type { CalendarDetail } from "../../api/bindings";
import { m } from "../../words/messages";

/** How much a calendar file can say. */
export function detailChoices(): { value: CalendarDetail; label: string }[] {
  return [
    { value: "busy", label: m.calendar_detail_busy() },
    { value: "titles", label: m.calendar_detail_titles() },
    { value: "agenda", label: m.calendar_detail_agenda() },
  ];
}

/** What is in it then, and what never is. */
export function detailHint(detail: CalendarDetail): string {
  switch (detail) {
    case "busy":
      return m.calendar_detail_busy_hint();
    case "titles":
      return m.calendar_detail_titles_hint();
    case "agenda":
      return m.calendar_detail_agenda_hint();
  }
}
