-- The first schema. Words in braces are each database's own types; see database.py.

CREATE TABLE publication (
  uid TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  record TEXT NOT NULL,
  source TEXT NOT NULL,
  imported_at {time} NOT NULL
);

CREATE TABLE card (
  digest TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  content {bytes} NOT NULL
);

CREATE TABLE announcement (
  id TEXT PRIMARY KEY,
  publication TEXT NOT NULL REFERENCES publication (uid),
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  language TEXT NOT NULL,
  round INTEGER NOT NULL DEFAULT 1,
  title TEXT NOT NULL,
  slug TEXT NOT NULL,
  department TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL,
  link TEXT NOT NULL,
  alt_text TEXT NOT NULL,
  card_digest TEXT REFERENCES card (digest),
  card_type TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL,
  cost BIGINT NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('draft', 'in_review', 'scheduled', 'claimed', 'uploaded', 'sending', 'ready',
                                       'posted', 'unknown', 'failed', 'rejected', 'cancelled')),
  held TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 1,
  edited_by TEXT NOT NULL DEFAULT '',
  approved_by TEXT NOT NULL DEFAULT '',
  approved_digest TEXT NOT NULL DEFAULT '',
  approved_at {time},
  priority INTEGER NOT NULL DEFAULT 0,
  embargo_until {time},
  expires_at {time},
  slot_at {time},
  due_at {time},
  attempts INTEGER NOT NULL DEFAULT 0,
  delays INTEGER NOT NULL DEFAULT 0,
  media_failures INTEGER NOT NULL DEFAULT 0,
  owner TEXT NOT NULL DEFAULT '',
  token BIGINT NOT NULL DEFAULT 0,
  lease_until {time},
  charged TEXT NOT NULL DEFAULT '',
  media_id TEXT,
  media_until {time},
  first_send_at {time},
  send_started_at {time},
  unknown_at {time},
  check_at {time},
  missing_at {time},
  misses INTEGER NOT NULL DEFAULT 0,
  evidence TEXT NOT NULL DEFAULT '',
  duplicate INTEGER NOT NULL DEFAULT 0,
  remote_id TEXT,
  url TEXT,
  posted_at {time},
  reminded_at {time},
  created_at {time} NOT NULL,
  updated_at {time} NOT NULL,
  UNIQUE (publication, channel, account, language, round),
  UNIQUE (channel, account, remote_id),
  CHECK (state <> 'posted' OR (remote_id IS NOT NULL AND posted_at IS NOT NULL)),
  CHECK (state NOT IN ('scheduled', 'claimed', 'uploaded', 'sending', 'ready', 'unknown')
         OR (approved_by <> '' AND approved_digest <> '')),
  CHECK (state NOT IN ('claimed', 'uploaded', 'sending') OR (owner <> '' AND lease_until IS NOT NULL)),
  CHECK (state NOT IN ('sending', 'unknown') OR (first_send_at IS NOT NULL AND send_started_at IS NOT NULL))
);

CREATE INDEX announcement_due ON announcement (channel, account, due_at, id)
  WHERE state = 'scheduled' AND held = '' AND due_at IS NOT NULL;
CREATE INDEX announcement_slot ON announcement (channel, account, slot_at)
  WHERE state = 'scheduled' AND held = '' AND slot_at IS NOT NULL;
CREATE INDEX announcement_expiry ON announcement (channel, account, expires_at)
  WHERE state = 'scheduled' AND expires_at IS NOT NULL;
CREATE INDEX announcement_waiting ON announcement (channel, account, department, priority DESC, approved_at, id)
  WHERE state = 'scheduled' AND held = '' AND due_at IS NULL;
CREATE INDEX announcement_lease ON announcement (lease_until) WHERE state IN ('claimed', 'uploaded', 'sending');
CREATE INDEX announcement_check ON announcement (channel, account, check_at) WHERE state = 'unknown';
CREATE INDEX announcement_listing ON announcement (state, created_at, id);
CREATE INDEX announcement_newest ON announcement (created_at, id);
CREATE INDEX announcement_held ON announcement (id) WHERE held <> '';

CREATE TABLE slot (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  at {time} NOT NULL,
  department TEXT NOT NULL DEFAULT '',
  announcement TEXT NOT NULL REFERENCES announcement (id),
  PRIMARY KEY (channel, account, key)
);
CREATE INDEX slot_at ON slot (channel, account, at);
CREATE INDEX slot_department ON slot (channel, account, department, at);
CREATE INDEX slot_announcement ON slot (announcement);

CREATE TABLE budget (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  period TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('posts', 'cost')),
  used BIGINT NOT NULL DEFAULT 0 CHECK (used >= 0),
  cap BIGINT NOT NULL,
  changed_at {time} NOT NULL,
  PRIMARY KEY (channel, account, period, unit),
  CHECK (used <= cap)
);

CREATE TABLE pace (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  paused TEXT NOT NULL DEFAULT '',
  paused_at {time},
  free_at {time},
  PRIMARY KEY (channel, account)
);

CREATE TABLE event (
  id {serial},
  announcement TEXT REFERENCES announcement (id),
  at {time} NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  target TEXT NOT NULL DEFAULT '',
  token BIGINT NOT NULL DEFAULT 0,
  detail TEXT NOT NULL DEFAULT ''
);
CREATE INDEX event_announcement ON event (announcement, id);

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, changed_at {time} NOT NULL);
CREATE TABLE worker (name TEXT PRIMARY KEY, seen_at {time} NOT NULL);

-- How many announcements there are of each state, kept by triggers: counting a million rows takes too long to look at.
CREATE TABLE tally (id {serial}, state TEXT NOT NULL, number BIGINT NOT NULL);
