// Prints the events of an iCalendar file as JSON, as `ical.js` reads them: it knows no zones but the file's own.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
const zones = new Map(
  calendar.getAllSubcomponents("vtimezone").map((component) => {
    const zone = new ICAL.Timezone(component);
    return [zone.tzid, zone];
  }),
);

function moment(property) {
  const time = property.getFirstValue();
  const name = property.getParameter("tzid") ?? (time.zone === ICAL.Timezone.utcTimezone ? "UTC" : null);
  if (name !== null && name !== "UTC") time.zone = zones.get(name);
  const instant = new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
  return { instant, zone: name };
}

function alarm(component) {
  return {
    minutes_before: -component.getFirstPropertyValue("trigger").toSeconds() / 60,
    description: component.getFirstPropertyValue("description"),
  };
}

function reading(component) {
  const value = (name) => component.getFirstPropertyValue(name);
  const start = moment(component.getFirstProperty("dtstart"));
  const ending = component.getFirstProperty("dtend");
  const end = ending === null ? start : moment(ending);
  const categories = component.getFirstProperty("categories");
  return {
    uid: value("uid"),
    sequence: value("sequence"),
    summary: value("summary"),
    description: value("description"),
    location: value("location"),
    status: value("status"),
    url: value("url"),
    categories: categories === null ? [] : categories.getValues(),
    start: start.instant,
    end: end.instant,
    start_by_file: start.instant,
    end_by_file: end.instant,
    zone: start.zone,
    alarms: component.getAllSubcomponents("valarm").map(alarm),
  };
}

process.stdout.write(JSON.stringify(calendar.getAllSubcomponents("vevent").map(reading)));
