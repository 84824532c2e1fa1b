"""Prints the events of an iCalendar file as JSON, as the `icalendar` library of Python reads them.

`start` and `end` are what the library makes of the times by itself, with its own zone database where it knows the
zone. `start_by_file` and `end_by_file` go by the VTIMEZONE components of the file alone.
"""

import json
import sys
from datetime import timezone

from icalendar import Calendar


def instant(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def by_file(moment, zones):
    name = zone_name(moment)
    return moment if name == "UTC" else moment.replace(tzinfo=zones[name])


def zone_name(moment):
    return getattr(moment.tzinfo, "key", None) or str(moment.tzinfo)


def text(event, name):
    value = event.get(name)
    return None if value is None else str(value)


def categories(event):
    value = event.get("CATEGORIES")
    return [] if value is None else [str(category) for category in value.cats]


def alarm(component):
    minutes = -component["TRIGGER"].dt.total_seconds() / 60
    return {"minutes_before": minutes, "description": str(component["DESCRIPTION"])}


def reading(event, zones):
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else start
    return {
        "uid": text(event, "UID"),
        "sequence": int(event["SEQUENCE"]),
        "summary": text(event, "SUMMARY"),
        "description": text(event, "DESCRIPTION"),
        "location": text(event, "LOCATION"),
        "status": text(event, "STATUS"),
        "url": text(event, "URL"),
        "categories": categories(event),
        "start": instant(start),
        "end": instant(end),
        "start_by_file": instant(by_file(start, zones)),
        "end_by_file": instant(by_file(end, zones)),
        "zone": zone_name(start),
        "alarms": [alarm(component) for component in event.walk("VALARM")],
    }


with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())
zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")}
json.dump([reading(event, zones) for event in calendar.walk("VEVENT")], sys.stdout)
