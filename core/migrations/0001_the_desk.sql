-- The desk: people, relationships, and what happens between them.
-- Ids are UUIDv7 text. Instants are UTC milliseconds. Dates are 'YYYY-MM-DD', local times 'YYYY-MM-DDTHH:MM'.
-- bin_id is set while a row lies in the bin: whatever was deleted together carries the same one.

CREATE TABLE bin (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'relationship', 'meeting', 'agenda_point', 'action', 'goal', 'milestone', 'resource', 'note')),
  subject_id TEXT NOT NULL, -- the row the person deleted; others went with it
  title TEXT NOT NULL, -- what the bin shows; empty for a private note
  deleted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bin_by_time ON bin (deleted_at DESC, id);

CREATE TABLE settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  my_name TEXT NOT NULL DEFAULT '',
  my_side TEXT NOT NULL DEFAULT 'both' CHECK (my_side IN ('mentee', 'mentor', 'both')),
  language TEXT CHECK (language IN ('en', 'de')), -- absent: the system's
  zone TEXT, -- IANA name; absent: the system's
  first_day INTEGER CHECK (first_day IN (1, 6, 7)), -- ISO weekday; absent: by language
  hours_24 INTEGER CHECK (hours_24 IN (0, 1)), -- absent: by language
  theme TEXT NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
  zoom INTEGER NOT NULL DEFAULT 100 CHECK (zoom BETWEEN 50 AND 300), -- per cent
  letter_keys INTEGER NOT NULL DEFAULT 1 CHECK (letter_keys IN (0, 1)), -- single-letter shortcuts
  remind_early INTEGER NOT NULL DEFAULT 1440 CHECK (remind_early BETWEEN 0 AND 43200), -- minutes before a meeting; 0: not
  remind_late INTEGER NOT NULL DEFAULT 60 CHECK (remind_late BETWEEN 0 AND 43200), -- minutes before a meeting; 0: not
  quiet_from TEXT, -- local time 'HH:MM' from which pop-ups wait
  quiet_until TEXT, -- local time 'HH:MM' until which they wait; absent with quiet_from: never
  days_off INTEGER NOT NULL DEFAULT 0 CHECK (days_off BETWEEN 0 AND 127), -- bit n - 1: ISO weekday n
  paused_until INTEGER, -- no pop-up at all before this instant
  notice_detail TEXT NOT NULL DEFAULT 'details' CHECK (notice_detail IN ('nothing', 'names', 'details')),
  backup_folder TEXT, -- a second folder that gets a copy of every backup; absent: none
  backup_budget INTEGER NOT NULL DEFAULT 5000000000 CHECK (backup_budget BETWEEN 100000000 AND 1000000000000), -- bytes all backups of one folder may take
  lock_after INTEGER NOT NULL DEFAULT 5 CHECK (lock_after BETWEEN 0 AND 1440), -- idle minutes until the desk locks; 0: never
  calendar_file TEXT, -- path of the calendar file kept up to date; absent: none
  first_run_done INTEGER NOT NULL DEFAULT 0 CHECK (first_run_done IN (0, 1)),
  zone_rules TEXT NOT NULL DEFAULT '', -- version of the zone database the instants were computed with
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
) STRICT;
INSERT INTO settings (id) VALUES (1);

-- Rises by one with every write: tells a backup from what came after it, and a log from the file it belongs to.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL CHECK (number >= 0)
) STRICT;
INSERT INTO revision VALUES (1, 0);

-- Rows of the made-up year, so that one click takes them away again.
CREATE TABLE sample (
  subject_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'relationship', 'meeting', 'agenda_point', 'goal', 'action', 'resource', 'note'))
) STRICT;

CREATE TABLE draft (
  scope TEXT PRIMARY KEY, -- the form it was typed in, such as 'quick_add'; never a private one
  body TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  sort_name TEXT NOT NULL, -- lower case, without accents
  organisation TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT '', -- what they do there
  zone TEXT, -- IANA name; absent: unknown
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  link TEXT NOT NULL DEFAULT '',
  strengths TEXT NOT NULL DEFAULT '', -- told openly; a mentor's observations are notes
  how_met TEXT NOT NULL DEFAULT '',
  introduced_by TEXT REFERENCES person (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id)
) STRICT;
CREATE INDEX person_by_name ON person (sort_name, id) WHERE bin_id IS NULL;
CREATE INDEX person_introduced ON person (introduced_by) WHERE introduced_by IS NOT NULL;
CREATE INDEX person_bin ON person (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE relationship (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('mentee', 'mentor', 'peer')), -- my role in this one
  kind TEXT NOT NULL CHECK (kind IN ('informal', 'formal', 'peer', 'reverse', 'skill', 'project', 'distance', 'group')),
  phase TEXT NOT NULL CHECK (phase IN ('prospect', 'contacted', 'trial', 'active', 'paused', 'winding_down', 'ended', 'alumni')),
  topic TEXT NOT NULL DEFAULT '', -- what it is for
  programme TEXT NOT NULL DEFAULT '', -- the organisation's programme, if formal
  started_on TEXT,
  ends_on TEXT,
  cadence_every INTEGER CHECK (cadence_every BETWEEN 1 AND 52), -- absent with its unit: as needed; of a weekday which one of each month, 5 the last
  cadence_unit TEXT CHECK (cadence_unit IN ('week', 'month', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
  remind_early INTEGER CHECK (remind_early BETWEEN 0 AND 43200), -- minutes before its meetings; absent: the settings'
  remind_late INTEGER CHECK (remind_late BETWEEN 0 AND 43200),
  discard_on TEXT, -- the day an ended one goes into the bin; absent: never
  last_contact_at INTEGER, -- start of the latest meeting held; kept by meetings
  quiet_from INTEGER, -- when silence grows longer than the cadence meant; kept with last_contact_at
  sort_name TEXT NOT NULL, -- the person's, so that lists sort by an index
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((cadence_every IS NULL) = (cadence_unit IS NULL)),
  CHECK (cadence_unit IN ('week', 'month') OR cadence_every <= 5),
  CHECK ((remind_early IS NULL) = (remind_late IS NULL)),
  CHECK (discard_on IS NULL OR phase = 'ended')
) STRICT;
CREATE INDEX relationship_by_person ON relationship (person_id);
CREATE INDEX relationship_by_name ON relationship (sort_name, id) WHERE bin_id IS NULL;
CREATE INDEX relationship_by_role ON relationship (role, sort_name, id) WHERE bin_id IS NULL;
CREATE INDEX relationship_quiet ON relationship (quiet_from, id) WHERE bin_id IS NULL AND quiet_from IS NOT NULL;
CREATE INDEX relationship_discard ON relationship (discard_on, id) WHERE bin_id IS NULL AND discard_on IS NOT NULL;
CREATE INDEX relationship_bin ON relationship (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE relationship_phase (
  id TEXT PRIMARY KEY,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE,
  phase TEXT NOT NULL CHECK (phase IN ('prospect', 'contacted', 'trial', 'active', 'paused', 'winding_down', 'ended', 'alumni')),
  since INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX relationship_phase_by_time ON relationship_phase (relationship_id, since DESC, id);

CREATE TABLE meeting (
  id TEXT PRIMARY KEY,
  uid TEXT NOT NULL, -- iCalendar UID (RFC 5545 section 3.8.4.7); a moved meeting hands it on
  sequence INTEGER NOT NULL DEFAULT 0, -- iCalendar SEQUENCE; rises with every change a calendar shows
  title TEXT NOT NULL CHECK (title <> ''),
  starts_local TEXT, -- local time in zone; absent: no date yet
  zone TEXT NOT NULL,
  starts_at INTEGER, -- the instant derived from starts_local and zone
  ends_at INTEGER,
  duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 1 AND 10080),
  channel TEXT NOT NULL CHECK (channel IN ('in_person', 'video', 'phone', 'writing')),
  place TEXT NOT NULL DEFAULT '',
  join_link TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'missed', 'moved', 'cancelled')),
  state_reason TEXT NOT NULL DEFAULT '',
  moved_to TEXT REFERENCES meeting (id) ON DELETE SET NULL, -- the meeting it became
  notes TEXT NOT NULL DEFAULT '', -- shareable; private ones are in note
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((starts_local IS NULL) = (starts_at IS NULL) AND (starts_at IS NULL) = (ends_at IS NULL)),
  CHECK (state <> 'held' OR starts_at IS NOT NULL)
) STRICT;
CREATE INDEX meeting_by_start ON meeting (starts_at, id) WHERE bin_id IS NULL;
CREATE INDEX meeting_planned ON meeting (starts_at, id) WHERE bin_id IS NULL AND state = 'planned';
CREATE INDEX meeting_planned_end ON meeting (ends_at, id) WHERE bin_id IS NULL AND state = 'planned';
CREATE INDEX meeting_undated ON meeting (created_at, id) WHERE bin_id IS NULL AND starts_at IS NULL;
CREATE INDEX meeting_held_silent ON meeting (ends_at, id) WHERE bin_id IS NULL AND state = 'held' AND notes = '';
CREATE INDEX meeting_moved_to ON meeting (moved_to) WHERE moved_to IS NOT NULL;
CREATE INDEX meeting_bin ON meeting (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE meeting_participant (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE,
  PRIMARY KEY (meeting_id, relationship_id)
) STRICT;
CREATE INDEX meeting_participant_by_relationship ON meeting_participant (relationship_id, meeting_id);

CREATE TABLE agenda_point (
  id TEXT PRIMARY KEY,
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE, -- the topic inbox it was put into
  meeting_id TEXT REFERENCES meeting (id) ON DELETE CASCADE, -- absent: waits for the next meeting
  text TEXT NOT NULL CHECK (text <> ''),
  raised_by TEXT NOT NULL CHECK (raised_by IN ('mine', 'theirs')),
  position INTEGER NOT NULL,
  done_at INTEGER, -- talked about
  created_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK (relationship_id IS NOT NULL OR meeting_id IS NOT NULL)
) STRICT;
CREATE INDEX agenda_point_by_meeting ON agenda_point (meeting_id, position, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX agenda_point_by_relationship ON agenda_point (relationship_id, position, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX agenda_point_bin ON agenda_point (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE goal (
  id TEXT PRIMARY KEY,
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE, -- the room it is worked on in; absent: my own
  whose TEXT NOT NULL CHECK (whose IN ('mine', 'theirs')),
  kind TEXT NOT NULL CHECK (kind IN ('skill', 'certification', 'project', 'network', 'confidence', 'leadership', 'other')),
  title TEXT NOT NULL CHECK (title <> ''),
  why TEXT NOT NULL DEFAULT '',
  measure TEXT NOT NULL DEFAULT '', -- how we will know
  target_on TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'reached', 'dropped')),
  closed_at INTEGER,
  closed_reason TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((state = 'open') = (closed_at IS NULL))
) STRICT;
CREATE INDEX goal_by_state ON goal (state, created_at, id) WHERE bin_id IS NULL;
CREATE INDEX goal_by_time ON goal (created_at, id) WHERE bin_id IS NULL;
CREATE INDEX goal_by_relationship ON goal (relationship_id, created_at, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX goal_moving ON goal (changed_at DESC, id) WHERE bin_id IS NULL AND state = 'open';
CREATE INDEX goal_bin ON goal (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE milestone (
  id TEXT PRIMARY KEY,
  goal_id TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  title TEXT NOT NULL CHECK (title <> ''),
  due_on TEXT,
  reached_at INTEGER,
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id)
) STRICT;
CREATE INDEX milestone_by_goal ON milestone (goal_id, position, id);
CREATE INDEX milestone_bin ON milestone (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE check_in (
  id TEXT PRIMARY KEY,
  goal_id TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  progress INTEGER CHECK (progress BETWEEN 0 AND 100) -- per cent, as felt; absent: only words
) STRICT;
CREATE INDEX check_in_by_goal ON check_in (goal_id, at DESC, id);

CREATE TABLE action (
  id TEXT PRIMARY KEY,
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE, -- absent: between me and myself
  meeting_id TEXT REFERENCES meeting (id) ON DELETE SET NULL, -- where it was promised
  goal_id TEXT REFERENCES goal (id) ON DELETE SET NULL, -- what it serves
  owner TEXT NOT NULL CHECK (owner IN ('mine', 'theirs')),
  title TEXT NOT NULL CHECK (title <> ''),
  due_on TEXT,
  due_key TEXT NOT NULL GENERATED ALWAYS AS (coalesce(due_on, '9999-12-31')) STORED, -- sorts what has no date last
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  closed_at INTEGER,
  closed_reason TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((state = 'open') = (closed_at IS NULL))
) STRICT;
CREATE INDEX action_by_state ON action (state, due_key, id) WHERE bin_id IS NULL;
CREATE INDEX action_by_owner ON action (owner, state, due_key, id) WHERE bin_id IS NULL;
CREATE INDEX action_by_relationship ON action (relationship_id, state, due_key, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX action_by_meeting ON action (meeting_id, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX action_by_goal ON action (goal_id, id) WHERE goal_id IS NOT NULL;
CREATE INDEX action_bin ON action (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL, -- the file's name when it was added
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL, -- bytes
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE attachment_chunk (
  attachment_id TEXT NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
  number INTEGER NOT NULL, -- from 0
  bytes BLOB NOT NULL,
  PRIMARY KEY (attachment_id, number)
) STRICT;

CREATE TABLE resource (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('link', 'file', 'book', 'course', 'person')),
  title TEXT NOT NULL CHECK (title <> ''),
  sort_title TEXT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  comment TEXT NOT NULL DEFAULT '', -- shareable
  status TEXT NOT NULL CHECK (status IN ('to_read', 'read', 'applied')),
  attachment_id TEXT REFERENCES attachment (id),
  person_id TEXT REFERENCES person (id) ON DELETE SET NULL, -- the person it is, for a person worth meeting
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((kind = 'file') = (attachment_id IS NOT NULL))
) STRICT;
CREATE INDEX resource_by_time ON resource (created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX resource_by_kind ON resource (kind, created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX resource_by_status ON resource (status, created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX resource_by_attachment ON resource (attachment_id) WHERE attachment_id IS NOT NULL;
CREATE INDEX resource_by_person ON resource (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX resource_bin ON resource (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE resource_share (
  resource_id TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE,
  direction TEXT NOT NULL CHECK (direction IN ('given', 'received')),
  at INTEGER NOT NULL,
  PRIMARY KEY (resource_id, relationship_id)
) STRICT;
CREATE INDEX resource_share_by_relationship ON resource_share (relationship_id, at DESC, resource_id);

-- Private. Only the module `notes` reads the two tables below.
CREATE TABLE note (
  id TEXT PRIMARY KEY,
  person_id TEXT REFERENCES person (id) ON DELETE CASCADE,
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE,
  meeting_id TEXT REFERENCES meeting (id) ON DELETE CASCADE,
  body TEXT NOT NULL CHECK (body <> ''),
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((person_id IS NOT NULL) + (relationship_id IS NOT NULL) + (meeting_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX note_by_person ON note (person_id, created_at DESC, id) WHERE person_id IS NOT NULL;
CREATE INDEX note_by_relationship ON note (relationship_id, created_at DESC, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX note_by_meeting ON note (meeting_id, created_at DESC, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX note_bin ON note (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE note_draft (
  subject_id TEXT PRIMARY KEY, -- the note being changed, or the person, relationship or meeting a new one is about
  body TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE reminder (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('meeting_early', 'meeting_late', 'action_due', 'gone_quiet', 'unwritten')),
  subject_id TEXT NOT NULL, -- the meeting, action or relationship
  occurrence TEXT NOT NULL, -- which due time of the subject: a moved meeting is due anew
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('shown', 'snoozed', 'acted', 'missed')), -- missed: its time went by unshown
  shown_at INTEGER NOT NULL, -- of a missed one: when that was found
  held_by TEXT CHECK (held_by IN ('pause', 'quiet_hours', 'day_off', 'away')), -- why not at its time; absent: it was
  snoozed_until INTEGER,
  closed_at INTEGER,
  delivery TEXT NOT NULL CHECK (delivery IN ('pending', 'delivered', 'failed')), -- whether the desktop showed it
  attempts INTEGER NOT NULL DEFAULT 0, -- how often the desktop was asked in vain
  retry_at INTEGER, -- when it is asked again
  UNIQUE (kind, subject_id, occurrence),
  CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL))
) STRICT;
CREATE INDEX reminder_open ON reminder (due_at DESC, id) WHERE state <> 'acted';
CREATE INDEX reminder_by_due ON reminder (due_at DESC, id);
CREATE INDEX reminder_snoozed ON reminder (snoozed_until, id) WHERE state = 'snoozed';
CREATE INDEX reminder_retry ON reminder (retry_at, id) WHERE retry_at IS NOT NULL;
CREATE INDEX reminder_by_subject ON reminder (subject_id);

-- What the ids in schedule.json stand for: that file lies outside, for the time the desk is locked.
CREATE TABLE schedule (
  id TEXT PRIMARY KEY, -- random
  kind TEXT NOT NULL CHECK (kind IN ('meeting_early', 'meeting_late', 'action_due', 'gone_quiet', 'unwritten')),
  subject_id TEXT NOT NULL,
  occurrence TEXT NOT NULL,
  due_at INTEGER NOT NULL
) STRICT;

-- The keys the desk was under before, so that it opens the backups made under them.
CREATE TABLE former_key (
  key TEXT PRIMARY KEY CHECK (length(key) = 64), -- in hexadecimal
  until INTEGER NOT NULL -- when another key took its place
) STRICT;

-- What the palette finds: titles only, never bodies. Kept by triggers, so no command can forget it.
CREATE TABLE find_entry (
  rowid INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'relationship', 'meeting', 'goal', 'resource')),
  subject_id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE find_index USING fts5 (
  text, content = 'find_entry', content_rowid = 'rowid',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
-- Deleted words leave the index at once, not at its next merge.
INSERT INTO find_index (find_index, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER find_entry_added AFTER INSERT ON find_entry BEGIN
  INSERT INTO find_index (rowid, text) VALUES (new.rowid, new.text);
END;
CREATE TRIGGER find_entry_removed AFTER DELETE ON find_entry BEGIN
  INSERT INTO find_index (find_index, rowid, text) VALUES ('delete', old.rowid, old.text);
END;
CREATE TRIGGER find_entry_changed AFTER UPDATE OF text ON find_entry BEGIN
  INSERT INTO find_index (find_index, rowid, text) VALUES ('delete', old.rowid, old.text);
  INSERT INTO find_index (rowid, text) VALUES (new.rowid, new.text);
END;

CREATE TRIGGER person_find_added AFTER INSERT ON person WHEN new.bin_id IS NULL BEGIN
  INSERT INTO find_entry (kind, subject_id, text) VALUES ('person', new.id, new.name || ' ' || new.organisation);
END;
CREATE TRIGGER person_find_changed AFTER UPDATE OF name, organisation, bin_id ON person BEGIN
  DELETE FROM find_entry WHERE subject_id = new.id;
  INSERT INTO find_entry (kind, subject_id, text)
    SELECT 'person', new.id, new.name || ' ' || new.organisation WHERE new.bin_id IS NULL;
  UPDATE find_entry SET text = new.name || ' ' || (SELECT topic || ' ' || programme FROM relationship WHERE id = subject_id)
    WHERE subject_id IN (SELECT id FROM relationship WHERE person_id = new.id);
END;
CREATE TRIGGER person_find_removed AFTER DELETE ON person BEGIN
  DELETE FROM find_entry WHERE subject_id = old.id;
END;

CREATE TRIGGER relationship_find_added AFTER INSERT ON relationship WHEN new.bin_id IS NULL BEGIN
  INSERT INTO find_entry (kind, subject_id, text)
    SELECT 'relationship', new.id, name || ' ' || new.topic || ' ' || new.programme FROM person WHERE id = new.person_id;
END;
CREATE TRIGGER relationship_find_changed AFTER UPDATE OF person_id, topic, programme, bin_id ON relationship BEGIN
  DELETE FROM find_entry WHERE subject_id = new.id;
  INSERT INTO find_entry (kind, subject_id, text)
    SELECT 'relationship', new.id, name || ' ' || new.topic || ' ' || new.programme
    FROM person WHERE id = new.person_id AND new.bin_id IS NULL;
END;
CREATE TRIGGER relationship_find_removed AFTER DELETE ON relationship BEGIN
  DELETE FROM find_entry WHERE subject_id = old.id;
END;

CREATE TRIGGER meeting_find_added AFTER INSERT ON meeting WHEN new.bin_id IS NULL BEGIN
  INSERT INTO find_entry (kind, subject_id, text) VALUES ('meeting', new.id, new.title);
END;
CREATE TRIGGER meeting_find_changed AFTER UPDATE OF title, bin_id ON meeting BEGIN
  DELETE FROM find_entry WHERE subject_id = new.id;
  INSERT INTO find_entry (kind, subject_id, text) SELECT 'meeting', new.id, new.title WHERE new.bin_id IS NULL;
END;
CREATE TRIGGER meeting_find_removed AFTER DELETE ON meeting BEGIN
  DELETE FROM find_entry WHERE subject_id = old.id;
END;

CREATE TRIGGER goal_find_added AFTER INSERT ON goal WHEN new.bin_id IS NULL BEGIN
  INSERT INTO find_entry (kind, subject_id, text) VALUES ('goal', new.id, new.title);
END;
CREATE TRIGGER goal_find_changed AFTER UPDATE OF title, bin_id ON goal BEGIN
  DELETE FROM find_entry WHERE subject_id = new.id;
  INSERT INTO find_entry (kind, subject_id, text) SELECT 'goal', new.id, new.title WHERE new.bin_id IS NULL;
END;
CREATE TRIGGER goal_find_removed AFTER DELETE ON goal BEGIN
  DELETE FROM find_entry WHERE subject_id = old.id;
END;

CREATE TRIGGER resource_find_added AFTER INSERT ON resource WHEN new.bin_id IS NULL BEGIN
  INSERT INTO find_entry (kind, subject_id, text) VALUES ('resource', new.id, new.title || ' ' || new.author);
END;
CREATE TRIGGER resource_find_changed AFTER UPDATE OF title, author, bin_id ON resource BEGIN
  DELETE FROM find_entry WHERE subject_id = new.id;
  INSERT INTO find_entry (kind, subject_id, text)
    SELECT 'resource', new.id, new.title || ' ' || new.author WHERE new.bin_id IS NULL;
END;
CREATE TRIGGER resource_find_removed AFTER DELETE ON resource BEGIN
  DELETE FROM find_entry WHERE subject_id = old.id;
END;
