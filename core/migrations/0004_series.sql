-- Meetings that come again. Each occurrence is a meeting of its own; the series knows the rule and plans ahead.

CREATE TABLE meeting_series (
  id TEXT PRIMARY KEY,
  unit TEXT NOT NULL CHECK (unit IN ('week', 'month_day', 'month_weekday')),
  every INTEGER NOT NULL CHECK (every BETWEEN 1 AND 52), -- every how many weeks or months
  day INTEGER CHECK (day BETWEEN 1 AND 31), -- the day of the month meant; a shorter month gives its last
  which INTEGER CHECK (which BETWEEN 1 AND 5), -- which such weekday of the month; 5 is the last
  weekday TEXT CHECK (weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
  starts_local TEXT NOT NULL, -- where the rule is counted from, and the time of day, in zone
  zone TEXT NOT NULL,
  until_on TEXT, -- the last day one may fall on; absent: no such day
  after_count INTEGER CHECK (after_count BETWEEN 1 AND 520), -- how many there are; absent: no such number
  planned_through TEXT, -- the day until which its meetings are entered; absent: all are
  title TEXT NOT NULL CHECK (title <> ''), -- from here on: what an occurrence takes
  duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 1 AND 10080),
  channel TEXT NOT NULL CHECK (channel IN ('in_person', 'video', 'phone', 'writing')),
  place TEXT NOT NULL DEFAULT '',
  join_link TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((unit = 'month_day') = (day IS NOT NULL)),
  CHECK ((unit = 'month_weekday') = (which IS NOT NULL) AND (which IS NULL) = (weekday IS NULL)),
  CHECK (until_on IS NULL OR after_count IS NULL)
) STRICT;
CREATE INDEX meeting_series_ahead ON meeting_series (planned_through) WHERE bin_id IS NULL AND planned_through IS NOT NULL;
CREATE INDEX meeting_series_bin ON meeting_series (bin_id) WHERE bin_id IS NOT NULL;

-- Who takes part in the meetings still to be entered.
CREATE TABLE meeting_series_participant (
  series_id TEXT NOT NULL REFERENCES meeting_series (id) ON DELETE CASCADE,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE,
  PRIMARY KEY (series_id, relationship_id)
) STRICT;
CREATE INDEX meeting_series_participant_by_relationship ON meeting_series_participant (relationship_id, series_id);

ALTER TABLE meeting ADD COLUMN series_id TEXT REFERENCES meeting_series (id) ON DELETE SET NULL; -- the series it is one of
ALTER TABLE meeting ADD COLUMN series_on TEXT; -- the day the rule gave it (RFC 5545 section 3.8.4.4), wherever it is by now
ALTER TABLE meeting ADD COLUMN series_own INTEGER NOT NULL DEFAULT 0 CHECK (series_own IN (0, 1)); -- changed by itself: the series leaves it alone
CREATE INDEX meeting_by_series ON meeting (series_id, series_on, id) WHERE series_id IS NOT NULL;
CREATE INDEX meeting_series_next ON meeting (series_id, starts_at, id) WHERE series_id IS NOT NULL AND bin_id IS NULL AND state = 'planned';
