-- Before, during and after a meeting: what was advised, won and decided in it, and how it went.

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
