-- What tells whether a person is needed, and who was told.

-- The move by which an announcement came back to review without a person's doing, such as `overdue`; else empty.
ALTER TABLE announcement ADD COLUMN returned TEXT NOT NULL DEFAULT '';
CREATE INDEX announcement_returned ON announcement (id) WHERE returned <> '';
CREATE INDEX announcement_kept ON announcement (id) WHERE state = 'scheduled' AND held <> '';
CREATE INDEX announcement_delayed ON announcement (channel, account) WHERE state = 'scheduled' AND delays > 0;
CREATE INDEX announcement_posted ON announcement (channel, account, posted_at) WHERE state = 'posted';
CREATE INDEX announcement_when_posted ON announcement (posted_at) WHERE state = 'posted';
CREATE INDEX event_at ON event (at);

-- What a machine's daemon cannot do at the moment: a job that fails, settings that are broken.
CREATE TABLE trouble (
  host TEXT NOT NULL,
  job TEXT NOT NULL,
  message TEXT NOT NULL,
  times INTEGER NOT NULL,
  since_at {time} NOT NULL,
  seen_at {time} NOT NULL,
  PRIMARY KEY (host, job)
);

-- Which reasons a person is needed for were told to whom, and when that is due again.
CREATE TABLE notice (
  target TEXT NOT NULL,
  reason TEXT NOT NULL,
  told_at {time},
  next_at {time} NOT NULL,
  PRIMARY KEY (target, reason)
);

-- The last line of history that is in the log of one of the daemons.
CREATE TABLE log_position (id INTEGER PRIMARY KEY CHECK (id = 1), event BIGINT NOT NULL);
