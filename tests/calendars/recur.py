"""Works out with python-dateutil when meetings come again: rules in, as lines of JSON; dates and instants out."""

import json
import sys
from datetime import datetime, timedelta

from dateutil import rrule, tz

WEEKDAYS = {
    "monday": rrule.MO,
    "tuesday": rrule.TU,
    "wednesday": rrule.WE,
    "thursday": rrule.TH,
    "friday": rrule.FR,
    "saturday": rrule.SA,
    "sunday": rrule.SU,
}
UTC = tz.UTC


def rule_of(case):
    """The rule as RFC 5545 says it. A day that some months lack is the last of those up to it."""
    rule, start = case["rule"], datetime.fromisoformat(case["start"])
    how = {"dtstart": start, "interval": rule["every"]}
    if rule["unit"] == "week":
        freq = rrule.WEEKLY
    elif rule["unit"] == "month_day":
        freq = rrule.MONTHLY
        day = rule["day"]
        how.update({"bymonthday": range(28, day + 1), "bysetpos": -1} if day > 28 else {"bymonthday": day})
    else:
        freq = rrule.MONTHLY
        which = -1 if rule["which"] == 5 else rule["which"]
        how["byweekday"] = WEEKDAYS[rule["weekday"]](which)
    end, last = case["end"], datetime.fromisoformat(case["horizon"] + "T23:59")
    if end["kind"] == "after":
        how["count"] = end["count"]
    elif end["kind"] == "until":
        how["until"] = min(last, datetime.fromisoformat(end["on"] + "T23:59"))
    else:
        how["until"] = last
    return [local for local in rrule.rrule(freq, **how) if local <= last]


def instant(local, zone):
    """The first instant a wall clock shows this time, or the first after the gap that swallows it."""
    shown = local.replace(tzinfo=zone, fold=0)
    while not tz.datetime_exists(shown):
        shown = (shown.replace(tzinfo=None) + timedelta(minutes=1)).replace(tzinfo=zone, fold=0)
    return shown.astimezone(UTC)


for line in sys.stdin:
    case = json.loads(line)
    zone = tz.gettz(case["zone"])
    answer = [
        [local.strftime("%Y-%m-%dT%H:%M"), instant(local, zone).strftime("%Y-%m-%dT%H:%MZ")]
        for local in rule_of(case)
    ]
    print(json.dumps(answer))
