-- What two publications may be to one another, for a person to decide; a pair that was refused is never asked again.
-- The uids of what was decided stay as they were, though two publications may have become one since.
CREATE TABLE proposal (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
  proposed_at {time} NOT NULL,
  decided_by TEXT NOT NULL DEFAULT '',
  decided_at {time},
  UNIQUE (one, other)
);
CREATE INDEX proposal_open ON proposal (proposed_at, id) WHERE state = 'open';
CREATE INDEX proposal_other ON proposal (other);
