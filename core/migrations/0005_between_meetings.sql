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
