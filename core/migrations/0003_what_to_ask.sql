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
