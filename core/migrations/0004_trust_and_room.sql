-- Trust, and room for what comes. Which kinds there are is the program's to know from here on, so that a new one makes
-- no table anew; lists are ordered by keys between which another always fits; what leaves the bin for good is
-- remembered; what a day, a kind or a rhythm was is kept when it changes.

-- Triggers that name a table made anew below would name none meanwhile. They come back, word for word, at the end.
DROP TRIGGER person_find_changed;

-- ── Kinds leave their CHECKs ("Making Other Kinds Of Table Schema Changes", sqlite.org/lang_altertable.html) ──

CREATE TABLE open_bin (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> ''),
  subject_id TEXT NOT NULL, -- the row the person deleted; others went with it
  title TEXT NOT NULL, -- what the bin shows; empty for a private note
  deleted_at INTEGER NOT NULL
) STRICT;
INSERT INTO open_bin SELECT id, kind, subject_id, title, deleted_at FROM bin;
DROP TABLE bin;
ALTER TABLE open_bin RENAME TO bin;
CREATE INDEX bin_by_time ON bin (deleted_at DESC, id);

CREATE TABLE open_sample (
  subject_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> '')
) STRICT;
INSERT INTO open_sample SELECT subject_id, kind FROM sample;
DROP TABLE sample;
ALTER TABLE open_sample RENAME TO sample;

CREATE TABLE open_reminder (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> ''),
  subject_id TEXT NOT NULL, -- what it reminds of
  occurrence TEXT NOT NULL, -- which due time of the subject: a moved meeting is due anew
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('shown', 'snoozed', 'acted', 'missed')), -- missed: its time went by unshown
  shown_at INTEGER NOT NULL, -- of a missed one: when that was found
  held_by TEXT CHECK (held_by <> ''), -- why not at its time; absent: it was
  snoozed_until INTEGER,
  closed_at INTEGER,
  delivery TEXT NOT NULL CHECK (delivery IN ('pending', 'delivered', 'failed')), -- whether the desktop showed it
  attempts INTEGER NOT NULL DEFAULT 0, -- how often the desktop was asked in vain
  retry_at INTEGER, -- when it is asked again
  UNIQUE (kind, subject_id, occurrence),
  CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL))
) STRICT;
INSERT INTO open_reminder SELECT id, kind, subject_id, occurrence, due_at, state, shown_at, held_by, snoozed_until, closed_at,
                                 delivery, attempts, retry_at FROM reminder;
DROP TABLE reminder;
ALTER TABLE open_reminder RENAME TO reminder;
CREATE INDEX reminder_open ON reminder (due_at DESC, id) WHERE state <> 'acted';
CREATE INDEX reminder_by_due ON reminder (due_at DESC, id);
CREATE INDEX reminder_snoozed ON reminder (snoozed_until, id) WHERE state = 'snoozed';
CREATE INDEX reminder_retry ON reminder (retry_at, id) WHERE retry_at IS NOT NULL;
CREATE INDEX reminder_by_subject ON reminder (subject_id);

CREATE TABLE open_schedule (
  id TEXT PRIMARY KEY, -- random
  kind TEXT NOT NULL CHECK (kind <> ''),
  subject_id TEXT NOT NULL,
  occurrence TEXT NOT NULL,
  due_at INTEGER NOT NULL
) STRICT;
INSERT INTO open_schedule SELECT id, kind, subject_id, occurrence, due_at FROM schedule;
DROP TABLE schedule;
ALTER TABLE open_schedule RENAME TO schedule;

CREATE TABLE open_relationship (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role <> ''), -- my role in this one
  kind TEXT NOT NULL CHECK (kind <> ''),
  phase TEXT NOT NULL CHECK (phase <> ''),
  topic TEXT NOT NULL DEFAULT '', -- what it is for
  programme TEXT NOT NULL DEFAULT '', -- the organisation's programme, if formal
  started_on TEXT,
  ends_on TEXT,
  cadence_every INTEGER CHECK (cadence_every BETWEEN 1 AND 52), -- absent with its unit: as needed; of a weekday which one of each month, 5 the last
  cadence_unit TEXT CHECK (cadence_unit IN ('week', 'month', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
  check_every INTEGER NOT NULL DEFAULT 4 CHECK (check_every BETWEEN 0 AND 52), -- after how many meetings held both sides say how useful they are; 0: never
  remind_early INTEGER CHECK (remind_early BETWEEN 0 AND 43200), -- minutes before its meetings; absent: the settings'
  remind_late INTEGER CHECK (remind_late BETWEEN 0 AND 43200),
  discard_on TEXT, -- the day one that is over goes into the bin; absent: never
  last_met_at INTEGER, -- start of the latest meeting held; kept by meetings
  last_contact_at INTEGER, -- the same, or a later contact that counts
  quiet_from INTEGER, -- when silence grows longer than the cadence meant; kept with last_contact_at
  sort_name TEXT NOT NULL, -- the person's, so that lists sort by an index
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((cadence_every IS NULL) = (cadence_unit IS NULL)),
  CHECK (cadence_unit IN ('week', 'month') OR cadence_every <= 5),
  CHECK ((remind_early IS NULL) = (remind_late IS NULL))
) STRICT;
INSERT INTO open_relationship (id, person_id, role, kind, phase, topic, programme, started_on, ends_on, cadence_every, cadence_unit,
                               check_every, remind_early, remind_late, discard_on, last_met_at, last_contact_at, quiet_from,
                               sort_name, created_at, changed_at, bin_id)
  SELECT id, person_id, role, kind, phase, topic, programme, started_on, ends_on, cadence_every, cadence_unit,
         check_every, remind_early, remind_late, discard_on, last_met_at, last_contact_at, quiet_from,
         sort_name, created_at, changed_at, bin_id
  FROM relationship;
DROP TABLE relationship;
ALTER TABLE open_relationship RENAME TO relationship;
CREATE INDEX relationship_by_person ON relationship (person_id);
CREATE INDEX relationship_by_name ON relationship (sort_name, id) WHERE bin_id IS NULL;
CREATE INDEX relationship_by_role ON relationship (role, sort_name, id) WHERE bin_id IS NULL;
CREATE INDEX relationship_quiet ON relationship (quiet_from, id) WHERE bin_id IS NULL AND quiet_from IS NOT NULL;
CREATE INDEX relationship_discard ON relationship (discard_on, id) WHERE bin_id IS NULL AND discard_on IS NOT NULL;
CREATE INDEX relationship_ending ON relationship (ends_on, id) WHERE bin_id IS NULL AND ends_on IS NOT NULL;
CREATE INDEX relationship_bin ON relationship (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE open_relationship_phase (
  id TEXT PRIMARY KEY,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE,
  phase TEXT NOT NULL CHECK (phase <> ''),
  since INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO open_relationship_phase SELECT id, relationship_id, phase, since, reason FROM relationship_phase;
DROP TABLE relationship_phase;
ALTER TABLE open_relationship_phase RENAME TO relationship_phase;
CREATE INDEX relationship_phase_by_time ON relationship_phase (relationship_id, since DESC, id);

CREATE TABLE open_goal (
  id TEXT PRIMARY KEY,
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE, -- the room it is worked on in; absent: my own
  whose TEXT NOT NULL CHECK (whose IN ('mine', 'theirs')),
  kind TEXT NOT NULL CHECK (kind <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  why TEXT NOT NULL DEFAULT '',
  measure TEXT NOT NULL DEFAULT '', -- how we will know
  target_on TEXT,
  state TEXT NOT NULL CHECK (state <> ''),
  closed_at INTEGER, -- when it was reached or dropped; absent: it is under way in one way or another
  closed_reason TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((state IN ('reached', 'dropped')) = (closed_at IS NOT NULL))
) STRICT;
INSERT INTO open_goal SELECT id, relationship_id, whose, kind, title, why, measure, target_on, state, closed_at, closed_reason,
                             created_at, changed_at, bin_id FROM goal;
DROP TABLE goal;
ALTER TABLE open_goal RENAME TO goal;
CREATE INDEX goal_by_state ON goal (state, created_at, id) WHERE bin_id IS NULL;
CREATE INDEX goal_by_time ON goal (created_at, id) WHERE bin_id IS NULL;
CREATE INDEX goal_by_relationship ON goal (relationship_id, created_at, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX goal_moving ON goal (changed_at DESC, id) WHERE bin_id IS NULL AND state = 'open';
CREATE INDEX goal_due ON goal (target_on, id) WHERE bin_id IS NULL AND state = 'open' AND target_on IS NOT NULL;
CREATE INDEX goal_bin ON goal (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE open_resource (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  sort_title TEXT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  comment TEXT NOT NULL DEFAULT '', -- shareable
  status TEXT NOT NULL CHECK (status <> ''),
  attachment_id TEXT REFERENCES attachment (id),
  person_id TEXT REFERENCES person (id) ON DELETE SET NULL, -- the person it is, for a person worth meeting
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((kind = 'file') = (attachment_id IS NOT NULL))
) STRICT;
INSERT INTO open_resource SELECT id, kind, title, sort_title, url, author, comment, status, attachment_id, person_id, created_at,
                                 changed_at, bin_id FROM resource;
DROP TABLE resource;
ALTER TABLE open_resource RENAME TO resource;
CREATE INDEX resource_by_time ON resource (created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX resource_by_kind ON resource (kind, created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX resource_by_status ON resource (status, created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX resource_by_attachment ON resource (attachment_id) WHERE attachment_id IS NOT NULL;
CREATE INDEX resource_by_person ON resource (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX resource_bin ON resource (bin_id) WHERE bin_id IS NOT NULL;

CREATE TABLE open_journal_entry (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> ''),
  whose TEXT NOT NULL CHECK (whose IN ('mine', 'theirs')), -- who won, or who lived through it
  text TEXT NOT NULL CHECK (text <> ''), -- what went well; of a story its lesson
  context TEXT NOT NULL DEFAULT '', -- of a story: what happened; Markdown
  happened_on TEXT NOT NULL, -- of a story: when it was told
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE, -- the room it was told in first, or of the one whose it is
  meeting_id TEXT REFERENCES meeting (id) ON DELETE SET NULL, -- where it was told first
  goal_id TEXT REFERENCES goal (id) ON DELETE SET NULL, -- what it serves
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK (whose = 'mine' OR relationship_id IS NOT NULL)
) STRICT;
INSERT INTO open_journal_entry SELECT id, kind, whose, text, context, happened_on, relationship_id, meeting_id, goal_id, created_at,
                                      changed_at, bin_id FROM journal_entry;
DROP TABLE journal_entry;
ALTER TABLE open_journal_entry RENAME TO journal_entry;
CREATE INDEX journal_entry_by_day ON journal_entry (kind, happened_on DESC, id) WHERE bin_id IS NULL;
CREATE INDEX journal_entry_by_relationship ON journal_entry (relationship_id, happened_on DESC, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX journal_entry_by_meeting ON journal_entry (meeting_id, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX journal_entry_by_goal ON journal_entry (goal_id, id) WHERE goal_id IS NOT NULL;
CREATE INDEX journal_entry_bin ON journal_entry (bin_id) WHERE bin_id IS NOT NULL;

-- Private. Only the module `notes` reads it. A note is about one thing; what it came up in is named beside that.
CREATE TABLE open_note (
  id TEXT PRIMARY KEY,
  person_id TEXT REFERENCES person (id) ON DELETE CASCADE,
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE,
  meeting_id TEXT REFERENCES meeting (id) ON DELETE CASCADE,
  goal_id TEXT REFERENCES goal (id) ON DELETE CASCADE,
  journal_entry_id TEXT REFERENCES journal_entry (id) ON DELETE CASCADE,
  came_up_in TEXT REFERENCES meeting (id) ON DELETE SET NULL, -- the meeting of several in which a note about one of them was made
  aspect TEXT CHECK (aspect <> ''), -- what it observes of the other; absent: a plain note
  remember INTEGER NOT NULL DEFAULT 0 CHECK (remember IN (0, 1)), -- kept in sight before a meeting
  body TEXT NOT NULL CHECK (body <> ''),
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id)
) STRICT;
INSERT INTO open_note (id, person_id, relationship_id, meeting_id, aspect, remember, body, created_at, changed_at, bin_id)
  SELECT id, person_id, relationship_id, meeting_id, aspect, remember, body, created_at, changed_at, bin_id FROM note;
DROP TABLE note;
ALTER TABLE open_note RENAME TO note;
CREATE INDEX note_by_person ON note (person_id, created_at DESC, id) WHERE person_id IS NOT NULL;
CREATE INDEX note_by_relationship ON note (relationship_id, created_at DESC, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX note_by_meeting ON note (meeting_id, created_at DESC, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX note_by_goal ON note (goal_id, created_at DESC, id) WHERE goal_id IS NOT NULL;
CREATE INDEX note_by_journal_entry ON note (journal_entry_id, created_at DESC, id) WHERE journal_entry_id IS NOT NULL;
CREATE INDEX note_came_up_in ON note (came_up_in, created_at DESC, id) WHERE came_up_in IS NOT NULL;
CREATE INDEX note_by_aspect ON note (relationship_id, aspect, created_at DESC, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX note_remembered ON note (relationship_id, created_at DESC, id) WHERE remember = 1 AND relationship_id IS NOT NULL;
CREATE INDEX note_remembered_person ON note (person_id, created_at DESC, id) WHERE remember = 1 AND person_id IS NOT NULL;
CREATE INDEX note_bin ON note (bin_id) WHERE bin_id IS NOT NULL;

-- The triggers that fill find_entry name it and go on to.
CREATE TEMP TABLE found AS SELECT rowid AS number, kind, subject_id, text FROM find_entry;
DROP TABLE find_entry;
CREATE TABLE find_entry (
  rowid INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> ''),
  subject_id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL
) STRICT;
INSERT INTO find_entry (rowid, kind, subject_id, text) SELECT number, kind, subject_id, text FROM temp.found;
DROP TABLE temp.found;

-- ── Order by fractional keys ──
-- Text in hexadecimal, compared as it stands (core/src/db/order.rs); between any two keys there is another, so that moving one row
-- moves no other.

DROP INDEX agenda_point_by_meeting;
DROP INDEX agenda_point_by_relationship;
ALTER TABLE agenda_point RENAME COLUMN position TO place;
ALTER TABLE agenda_point ADD COLUMN position TEXT NOT NULL DEFAULT '80000000000000008' CHECK (position <> '');
UPDATE agenda_point SET position = ordered.key
  FROM (SELECT id, printf('8%015x8', row_number() OVER (ORDER BY place, id)) AS key FROM agenda_point) AS ordered
  WHERE ordered.id = agenda_point.id;
ALTER TABLE agenda_point DROP COLUMN place;
CREATE INDEX agenda_point_by_meeting ON agenda_point (meeting_id, position, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX agenda_point_by_relationship ON agenda_point (relationship_id, position, id) WHERE relationship_id IS NOT NULL;

DROP INDEX milestone_by_goal;
ALTER TABLE milestone RENAME COLUMN position TO place;
ALTER TABLE milestone ADD COLUMN position TEXT NOT NULL DEFAULT '80000000000000008' CHECK (position <> '');
UPDATE milestone SET position = ordered.key
  FROM (SELECT id, printf('8%015x8', row_number() OVER (ORDER BY place, id)) AS key FROM milestone) AS ordered
  WHERE ordered.id = milestone.id;
ALTER TABLE milestone DROP COLUMN place;
CREATE INDEX milestone_by_goal ON milestone (goal_id, position, id);
CREATE INDEX milestone_due ON milestone (due_on, id) WHERE bin_id IS NULL AND reached_at IS NULL AND due_on IS NOT NULL;

CREATE TABLE ordered_agenda_template_line (
  template_id TEXT NOT NULL REFERENCES agenda_template (id) ON DELETE CASCADE,
  position TEXT NOT NULL CHECK (position <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  text TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (template_id, position)
) STRICT;
INSERT INTO ordered_agenda_template_line
  SELECT template_id, printf('8%015x8', row_number() OVER (PARTITION BY template_id ORDER BY position)), kind, text
  FROM agenda_template_line;
DROP TABLE agenda_template_line;
ALTER TABLE ordered_agenda_template_line RENAME TO agenda_template_line;

-- ── What is kept ──

-- What left the bin for good: that it was here, and no more.
CREATE TABLE tombstone (
  id TEXT PRIMARY KEY, -- the id the row had
  kind TEXT NOT NULL CHECK (kind <> ''), -- the table it was in
  at INTEGER NOT NULL
) STRICT;

-- What a promise's, goal's or milestone's day, or a room's kind, role, rhythm or last day was before it was changed.
CREATE TABLE amendment (
  id TEXT PRIMARY KEY,
  action_id TEXT REFERENCES action (id) ON DELETE CASCADE,
  goal_id TEXT REFERENCES goal (id) ON DELETE CASCADE,
  milestone_id TEXT REFERENCES milestone (id) ON DELETE CASCADE,
  relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (field <> ''), -- the column that was changed
  was TEXT NOT NULL, -- empty: nothing was said
  became TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  CHECK ((action_id IS NOT NULL) + (goal_id IS NOT NULL) + (milestone_id IS NOT NULL) + (relationship_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX amendment_of_action ON amendment (action_id, at DESC, id) WHERE action_id IS NOT NULL;
CREATE INDEX amendment_of_goal ON amendment (goal_id, at DESC, id) WHERE goal_id IS NOT NULL;
CREATE INDEX amendment_of_milestone ON amendment (milestone_id, at DESC, id) WHERE milestone_id IS NOT NULL;
CREATE INDEX amendment_of_relationship ON amendment (relationship_id, at DESC, id) WHERE relationship_id IS NOT NULL;

-- A thank-you meant and not yet sent; sent or let go it is reminded of no more.
ALTER TABLE meeting ADD COLUMN thank_by TEXT; -- the day until which a thank-you for it is meant to be sent; absent: none is meant
ALTER TABLE meeting ADD COLUMN thanked_at INTEGER; -- when it was copied, mailed or said to be sent
CREATE INDEX meeting_to_thank ON meeting (thank_by, id) WHERE bin_id IS NULL AND thank_by IS NOT NULL AND thanked_at IS NULL;

-- What was agreed to go on when a room ended: reminded of all the same.
ALTER TABLE action ADD COLUMN beyond_end INTEGER NOT NULL DEFAULT 0 CHECK (beyond_end IN (0, 1));

-- When this desk was last written to. A clock far from it is told, not believed.
ALTER TABLE revision ADD COLUMN at INTEGER;

ALTER TABLE settings ADD COLUMN passphrase_offered INTEGER NOT NULL DEFAULT 0 CHECK (passphrase_offered IN (0, 1)); -- with the first private note, once
ALTER TABLE settings ADD COLUMN blur_private INTEGER NOT NULL DEFAULT 1 CHECK (blur_private IN (0, 1)); -- while another window is in front
ALTER TABLE settings ADD COLUMN calendar_detail TEXT NOT NULL DEFAULT 'titles' CHECK (calendar_detail <> ''); -- what the calendar file that follows the desk says

-- ── Triggers of the tables made anew, as they were ──

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

CREATE TRIGGER person_find_changed AFTER UPDATE OF name, organisation, bin_id ON person BEGIN
  DELETE FROM find_entry WHERE subject_id = new.id;
  INSERT INTO find_entry (kind, subject_id, text)
    SELECT 'person', new.id, new.name || ' ' || new.organisation WHERE new.bin_id IS NULL;
  UPDATE find_entry SET text = new.name || ' ' || (SELECT topic || ' ' || programme FROM relationship WHERE id = subject_id)
    WHERE subject_id IN (SELECT id FROM relationship WHERE person_id = new.id);
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

CREATE TRIGGER story_find_added AFTER INSERT ON journal_entry WHEN new.kind = 'story' AND new.bin_id IS NULL BEGIN
  INSERT INTO find_entry (kind, subject_id, text) VALUES ('story', new.id, new.text || ' ' || new.context);
END;
CREATE TRIGGER story_find_changed AFTER UPDATE OF kind, text, context, bin_id ON journal_entry BEGIN
  DELETE FROM find_entry WHERE subject_id = new.id;
  INSERT INTO find_entry (kind, subject_id, text)
    SELECT 'story', new.id, new.text || ' ' || new.context WHERE new.kind = 'story' AND new.bin_id IS NULL;
END;
CREATE TRIGGER story_find_removed AFTER DELETE ON journal_entry BEGIN
  DELETE FROM find_entry WHERE subject_id = old.id;
END;
