-- Before, during, between and after meetings: what was advised, won and decided, how it went, what to ask, series, contact.

-- More can lie in the bin and belong to the made-up year. SQLite widens a CHECK only by making the table anew
-- ("Making Other Kinds Of Table Schema Changes"); those that point to `bin` find the new one by its name.
CREATE TABLE wider_bin (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'relationship', 'meeting', 'agenda_point', 'action', 'goal', 'milestone', 'resource', 'note',
    'advice', 'decision', 'journal_entry', 'contact', 'agenda_template', 'question')),
  subject_id TEXT NOT NULL, -- the row the person deleted; others went with it
  title TEXT NOT NULL, -- what the bin shows; empty for a private note
  deleted_at INTEGER NOT NULL
) STRICT;
INSERT INTO wider_bin SELECT id, kind, subject_id, title, deleted_at FROM bin;
DROP TABLE bin;
ALTER TABLE wider_bin RENAME TO bin;
CREATE INDEX bin_by_time ON bin (deleted_at DESC, id);

CREATE TABLE wider_sample (
  subject_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'relationship', 'meeting', 'agenda_point', 'goal', 'action', 'resource', 'note',
    'advice', 'decision', 'journal_entry', 'contact'))
) STRICT;
INSERT INTO wider_sample SELECT subject_id, kind FROM sample;
DROP TABLE sample;
ALTER TABLE wider_sample RENAME TO sample;

ALTER TABLE agenda_point ADD COLUMN kind TEXT NOT NULL DEFAULT 'topic' CHECK (kind IN ('topic', 'question'));

ALTER TABLE meeting ADD COLUMN cut_short INTEGER NOT NULL DEFAULT 0 CHECK (cut_short IN (0, 1)); -- held, but not to its end
ALTER TABLE meeting ADD COLUMN usefulness INTEGER CHECK (usefulness BETWEEN 1 AND 5); -- as felt afterwards; absent: not said
ALTER TABLE meeting ADD COLUMN followed_at INTEGER; -- when what comes after it was seen to, or passed over; absent: not yet

CREATE TABLE advice (
  id TEXT PRIMARY KEY,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE, -- the room it was given in
  meeting_id TEXT REFERENCES meeting (id) ON DELETE SET NULL, -- where it was given
  goal_id TEXT REFERENCES goal (id) ON DELETE SET NULL, -- what it serves
  given_by TEXT NOT NULL CHECK (given_by IN ('mine', 'theirs')),
  text TEXT NOT NULL CHECK (text <> ''),
  state TEXT NOT NULL CHECK (state IN ('new', 'trying', 'later', 'declined', 'tried')), -- what the one who got it made of it
  try_by TEXT, -- until when it is tried
  reflection TEXT NOT NULL DEFAULT '', -- whether and why it fits
  result TEXT NOT NULL DEFAULT '', -- what happened
  helped INTEGER CHECK (helped IN (0, 1)), -- whether it did; absent: not said
  told_at INTEGER, -- when the other side heard what came of it
  thanked_at INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK (state = 'tried' OR (result = '' AND helped IS NULL))
) STRICT;
CREATE INDEX advice_by_relationship ON advice (relationship_id, created_at DESC, id);
CREATE INDEX advice_by_state ON advice (state, created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX advice_by_time ON advice (created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX advice_by_meeting ON advice (meeting_id, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX advice_by_goal ON advice (goal_id, id) WHERE goal_id IS NOT NULL;
CREATE INDEX advice_try ON advice (try_by, id) WHERE bin_id IS NULL AND state = 'trying' AND try_by IS NOT NULL;
CREATE INDEX advice_bin ON advice (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE, -- the room it came up in; absent: my own
  meeting_id TEXT REFERENCES meeting (id) ON DELETE SET NULL, -- where it came up
  goal_id TEXT REFERENCES goal (id) ON DELETE SET NULL, -- what it serves
  question TEXT NOT NULL CHECK (question <> ''), -- what is to decide; of one made at once, the decision itself
  choice TEXT NOT NULL DEFAULT '', -- what was chosen
  why TEXT NOT NULL DEFAULT '',
  decided_on TEXT, -- absent: open
  look_back_on TEXT, -- when to see what came of it
  looked_back TEXT NOT NULL DEFAULT '', -- what came of it
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id)
) STRICT;
CREATE INDEX decision_by_time ON decision (created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX decision_by_relationship ON decision (relationship_id, created_at DESC, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX decision_by_meeting ON decision (meeting_id, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX decision_by_goal ON decision (goal_id, id) WHERE goal_id IS NOT NULL;
CREATE INDEX decision_look_back ON decision (look_back_on, id) WHERE bin_id IS NULL AND look_back_on IS NOT NULL AND looked_back = '';
CREATE INDEX decision_bin ON decision (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE decision_option (
  id TEXT PRIMARY KEY,
  decision_id TEXT NOT NULL REFERENCES decision (id) ON DELETE CASCADE,
  text TEXT NOT NULL CHECK (text <> ''),
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_option_by_decision ON decision_option (decision_id, position, id);

CREATE TABLE decision_view (
  decision_id TEXT NOT NULL REFERENCES decision (id) ON DELETE CASCADE,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE, -- who said it
  text TEXT NOT NULL CHECK (text <> ''), -- what they said
  at INTEGER NOT NULL,
  PRIMARY KEY (decision_id, relationship_id)
) STRICT;
CREATE INDEX decision_view_by_relationship ON decision_view (relationship_id, decision_id);

CREATE TABLE journal_entry (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('win')),
  whose TEXT NOT NULL CHECK (whose IN ('mine', 'theirs')),
  text TEXT NOT NULL CHECK (text <> ''),
  happened_on TEXT NOT NULL,
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE, -- the room it was told in first, or of the one whose it is
  meeting_id TEXT REFERENCES meeting (id) ON DELETE SET NULL, -- where it was told first
  goal_id TEXT REFERENCES goal (id) ON DELETE SET NULL, -- what it serves
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK (whose = 'mine' OR relationship_id IS NOT NULL)
) STRICT;
CREATE INDEX journal_entry_by_day ON journal_entry (happened_on DESC, id) WHERE bin_id IS NULL;
CREATE INDEX journal_entry_by_relationship ON journal_entry (relationship_id, happened_on DESC, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX journal_entry_by_meeting ON journal_entry (meeting_id, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX journal_entry_by_goal ON journal_entry (goal_id, id) WHERE goal_id IS NOT NULL;
CREATE INDEX journal_entry_bin ON journal_entry (bin_id) WHERE bin_id IS NOT NULL;

-- Who has heard of an entry.
CREATE TABLE journal_told (
  entry_id TEXT NOT NULL REFERENCES journal_entry (id) ON DELETE CASCADE,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY (entry_id, relationship_id)
) STRICT;
CREATE INDEX journal_told_by_relationship ON journal_told (relationship_id, entry_id);

ALTER TABLE agenda_point ADD COLUMN raised_in TEXT REFERENCES meeting (id) ON DELETE SET NULL; -- the meeting it came up in, for a later one
CREATE INDEX agenda_point_raised_in ON agenda_point (raised_in, id) WHERE raised_in IS NOT NULL;

ALTER TABLE note ADD COLUMN remember INTEGER NOT NULL DEFAULT 0 CHECK (remember IN (0, 1)); -- kept in sight before a meeting
CREATE INDEX note_remembered ON note (relationship_id, created_at DESC, id) WHERE remember = 1 AND relationship_id IS NOT NULL;
CREATE INDEX note_remembered_person ON note (person_id, created_at DESC, id) WHERE remember = 1 AND person_id IS NOT NULL;

-- What to talk about and what to ask: agenda templates, the bank of questions, and how the talks go.

-- Which question of the bank a point came from: the key of one we ship, or the id of one of the person's own.
ALTER TABLE agenda_point ADD COLUMN question_key TEXT;
CREATE INDEX agenda_point_by_question ON agenda_point (question_key, meeting_id) WHERE question_key IS NOT NULL;

-- After how many meetings held both sides say how useful they are; 0: never.
ALTER TABLE relationship ADD COLUMN check_every INTEGER NOT NULL DEFAULT 4 CHECK (check_every BETWEEN 0 AND 52);

CREATE TABLE question (
  id TEXT PRIMARY KEY,
  shipped_key TEXT CHECK (shipped_key <> ''), -- the one we ship whose place it takes; absent: the person's own
  occasion TEXT NOT NULL CHECK (occasion IN ('first_meeting', 'regular', 'stuck', 'decision', 'feedback', 'review', 'closing')),
  role TEXT CHECK (role IN ('mentee', 'mentor', 'peer')), -- my role where it fits; absent: any
  text TEXT NOT NULL CHECK (text <> ''),
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id)
) STRICT;
CREATE INDEX question_by_time ON question (created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX question_bin ON question (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE agenda_template (
  id TEXT PRIMARY KEY,
  shipped_key TEXT CHECK (shipped_key <> ''), -- the one we ship whose place it takes; absent: the person's own
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT CHECK (role IN ('mentee', 'mentor', 'peer')), -- my role where it fits; absent: any
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id)
) STRICT;
CREATE INDEX agenda_template_by_time ON agenda_template (created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX agenda_template_bin ON agenda_template (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE agenda_template_line (
  template_id TEXT NOT NULL REFERENCES agenda_template (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, -- from 0
  kind TEXT NOT NULL CHECK (kind IN ('topic', 'question')),
  text TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (template_id, position)
) STRICT;

-- How a talk was for both sides, as one of them sees it.
CREATE TABLE mutual_check (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE,
  useful_to_me INTEGER CHECK (useful_to_me BETWEEN 1 AND 5), -- absent: passed over
  useful_to_them INTEGER CHECK (useful_to_them BETWEEN 1 AND 5),
  talked INTEGER CHECK (talked BETWEEN 1 AND 5), -- who talked: from 1, mostly they, to 5, mostly I; absent: not said
  text TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL, -- when it was answered or passed over
  PRIMARY KEY (meeting_id, relationship_id),
  CHECK ((useful_to_me IS NULL) = (useful_to_them IS NULL)),
  CHECK (useful_to_me IS NOT NULL OR (talked IS NULL AND text = ''))
) STRICT;
CREATE INDEX mutual_check_by_relationship ON mutual_check (relationship_id, meeting_id);

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

-- Between meetings: contact that is none, and promises that are put off.

ALTER TABLE relationship ADD COLUMN last_met_at INTEGER; -- start of the latest meeting held; last_contact_at may be later, by a contact that counts
UPDATE relationship SET last_met_at = last_contact_at;

CREATE TABLE contact (
  id TEXT PRIMARY KEY,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'call', 'letter', 'shadowing')),
  begun_by TEXT NOT NULL CHECK (begun_by IN ('mine', 'theirs')), -- who began it
  happened_on TEXT NOT NULL,
  happened_time TEXT, -- local time 'HH:MM'; absent: some time that day
  at INTEGER NOT NULL, -- the instant it is sorted and counted by; without a time noon of its day, of a day just going on the moment it was logged
  text TEXT NOT NULL DEFAULT '', -- shareable; of shadowing: what I noticed
  will_try TEXT NOT NULL DEFAULT '', -- of shadowing: what I will try
  action_id TEXT REFERENCES action (id) ON DELETE SET NULL, -- the promise that became of it
  counts INTEGER NOT NULL CHECK (counts IN (0, 1)), -- whether it ends a silence
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK (kind = 'shadowing' OR (will_try = '' AND action_id IS NULL))
) STRICT;
CREATE INDEX contact_by_relationship ON contact (relationship_id, at DESC, id);
CREATE INDEX contact_counting ON contact (relationship_id, at) WHERE bin_id IS NULL AND counts = 1;
CREATE INDEX contact_by_action ON contact (action_id) WHERE action_id IS NOT NULL;
CREATE INDEX contact_bin ON contact (bin_id) WHERE bin_id IS NOT NULL;

ALTER TABLE action ADD COLUMN first_due_on TEXT; -- the day it was due before it was put off; absent: it never was
ALTER TABLE action ADD COLUMN put_off INTEGER NOT NULL DEFAULT 0 CHECK (put_off >= 0); -- how often
CREATE INDEX action_closed ON action (state, closed_at DESC, id) WHERE bin_id IS NULL AND closed_at IS NOT NULL;

-- The mentor's side: what somebody is good at and where they grow, and feedback being prepared. All of it private.

ALTER TABLE note ADD COLUMN aspect TEXT CHECK (aspect IS NULL OR (aspect IN ('strength', 'growth') AND relationship_id IS NOT NULL)); -- what it observes of the other; absent: a plain note
CREATE INDEX note_by_aspect ON note (relationship_id, aspect, created_at DESC, id) WHERE relationship_id IS NOT NULL;
ALTER TABLE note_draft ADD COLUMN feedback TEXT NOT NULL DEFAULT ''; -- the feedback being prepared; beside it body may be empty
