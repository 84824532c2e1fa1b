-- Stories in the journal, challenges shared by several rooms, templates and questions of one room, and how the time
-- that was agreed is kept.

-- More can lie in the bin, belong to the made-up year and be found by its words. SQLite widens a CHECK only by making
-- the table anew ("Making Other Kinds Of Table Schema Changes").
CREATE TABLE wider_bin (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'relationship', 'meeting', 'agenda_point', 'action', 'goal', 'milestone', 'resource', 'note',
    'advice', 'decision', 'journal_entry', 'contact', 'agenda_template', 'question', 'challenge')),
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
    'advice', 'decision', 'journal_entry', 'contact', 'agenda_template', 'question', 'challenge'))
) STRICT;
INSERT INTO wider_sample SELECT subject_id, kind FROM sample;
DROP TABLE sample;
ALTER TABLE wider_sample RENAME TO sample;

CREATE TABLE wider_journal_entry (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('win', 'story')),
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
  CHECK (whose = 'mine' OR relationship_id IS NOT NULL),
  CHECK (kind = 'story' OR context = '')
) STRICT;
INSERT INTO wider_journal_entry (id, kind, whose, text, happened_on, relationship_id, meeting_id, goal_id, created_at,
                                 changed_at, bin_id)
  SELECT id, kind, whose, text, happened_on, relationship_id, meeting_id, goal_id, created_at, changed_at, bin_id
  FROM journal_entry;
DROP TABLE journal_entry;
ALTER TABLE wider_journal_entry RENAME TO journal_entry;
CREATE INDEX journal_entry_by_day ON journal_entry (kind, happened_on DESC, id) WHERE bin_id IS NULL;
CREATE INDEX journal_entry_by_relationship ON journal_entry (relationship_id, happened_on DESC, id) WHERE relationship_id IS NOT NULL;
CREATE INDEX journal_entry_by_meeting ON journal_entry (meeting_id, id) WHERE meeting_id IS NOT NULL;
CREATE INDEX journal_entry_by_goal ON journal_entry (goal_id, id) WHERE goal_id IS NOT NULL;
CREATE INDEX journal_entry_bin ON journal_entry (bin_id) WHERE bin_id IS NOT NULL;

-- Something difficult that several people help with.
CREATE TABLE challenge (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''), -- what is difficult
  context TEXT NOT NULL DEFAULT '', -- what there is to know about it; Markdown
  goal_id TEXT REFERENCES goal (id) ON DELETE SET NULL, -- what it stands in the way of
  state TEXT NOT NULL CHECK (state IN ('open', 'solved', 'dropped')),
  worked TEXT NOT NULL DEFAULT '', -- of one solved: what worked; of one let go: why
  closed_at INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  bin_id TEXT REFERENCES bin (id),
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK (state <> 'open' OR worked = '')
) STRICT;
CREATE INDEX challenge_by_time ON challenge (created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX challenge_by_state ON challenge (state, created_at DESC, id) WHERE bin_id IS NULL;
CREATE INDEX challenge_by_goal ON challenge (goal_id, id) WHERE goal_id IS NOT NULL;
CREATE INDEX challenge_bin ON challenge (bin_id) WHERE bin_id IS NOT NULL;

-- Who is asked about it, and what they said.
CREATE TABLE challenge_voice (
  challenge_id TEXT NOT NULL REFERENCES challenge (id) ON DELETE CASCADE,
  relationship_id TEXT NOT NULL REFERENCES relationship (id) ON DELETE CASCADE,
  text TEXT NOT NULL DEFAULT '', -- what they said; empty: not asked yet
  at INTEGER NOT NULL, -- when it was put down
  PRIMARY KEY (challenge_id, relationship_id)
) STRICT;
CREATE INDEX challenge_voice_by_relationship ON challenge_voice (relationship_id, challenge_id);

-- What was tried against it.
CREATE TABLE challenge_try (
  challenge_id TEXT NOT NULL REFERENCES challenge (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, -- from 0
  text TEXT NOT NULL CHECK (text <> ''),
  helped INTEGER CHECK (helped IN (0, 1)), -- whether it did; absent: not known yet
  PRIMARY KEY (challenge_id, position)
) STRICT;

-- A template or question of one room is offered there only.
ALTER TABLE agenda_template ADD COLUMN relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE
  CHECK (relationship_id IS NULL OR (shipped_key IS NULL AND role IS NULL));
CREATE INDEX agenda_template_by_relationship ON agenda_template (relationship_id) WHERE relationship_id IS NOT NULL;
ALTER TABLE question ADD COLUMN relationship_id TEXT REFERENCES relationship (id) ON DELETE CASCADE
  CHECK (relationship_id IS NULL OR (shipped_key IS NULL AND role IS NULL));
CREATE INDEX question_by_relationship ON question (relationship_id) WHERE relationship_id IS NOT NULL;

-- How the time that was agreed is kept. Nobody but the person sees it.
ALTER TABLE meeting ADD COLUMN used_minutes INTEGER CHECK (used_minutes BETWEEN 1 AND 10080); -- how long a held one took; absent: not said
ALTER TABLE meeting ADD COLUMN late TEXT CHECK (late IN ('mine', 'theirs')); -- who came late to a held one; absent: nobody
ALTER TABLE meeting ADD COLUMN changed_by TEXT CHECK (changed_by IN ('mine', 'theirs')); -- who put it off, called it off or did not come; absent: not said
ALTER TABLE meeting ADD COLUMN agenda_sent_at INTEGER; -- when its agenda was first copied, mailed, saved or printed to be sent ahead

-- What is found by its words: stories and challenges, too. The triggers that fill the table name it and go on to.
CREATE TEMP TABLE found AS SELECT rowid AS number, kind, subject_id, text FROM find_entry;
DROP TABLE find_entry;
CREATE TABLE find_entry (
  rowid INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'relationship', 'meeting', 'goal', 'resource', 'story', 'challenge')),
  subject_id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL
) STRICT;
INSERT INTO find_entry (rowid, kind, subject_id, text) SELECT number, kind, subject_id, text FROM temp.found;
DROP TABLE temp.found;

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

CREATE TRIGGER challenge_find_added AFTER INSERT ON challenge WHEN new.bin_id IS NULL BEGIN
  INSERT INTO find_entry (kind, subject_id, text) VALUES ('challenge', new.id, new.title || ' ' || new.context);
END;
CREATE TRIGGER challenge_find_changed AFTER UPDATE OF title, context, bin_id ON challenge BEGIN
  DELETE FROM find_entry WHERE subject_id = new.id;
  INSERT INTO find_entry (kind, subject_id, text)
    SELECT 'challenge', new.id, new.title || ' ' || new.context WHERE new.bin_id IS NULL;
END;
CREATE TRIGGER challenge_find_removed AFTER DELETE ON challenge BEGIN
  DELETE FROM find_entry WHERE subject_id = old.id;
END;

-- Hard words being prepared; beside them body may be empty.
ALTER TABLE note_draft ADD COLUMN conversation TEXT NOT NULL DEFAULT '';
ALTER TABLE note_draft ADD COLUMN disagreement TEXT NOT NULL DEFAULT '';
