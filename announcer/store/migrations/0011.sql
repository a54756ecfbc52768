-- People without an account who review by a link, and what each link is known by.

-- Empty `language`, `department` and `announcements` leave nothing out; `announcements` are ids with spaces between.
CREATE TABLE reviewer (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  mail TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  department TEXT NOT NULL DEFAULT '',
  announcements TEXT NOT NULL DEFAULT '',
  decides INTEGER NOT NULL DEFAULT 0,
  made_by TEXT NOT NULL,
  made_at {time} NOT NULL,
  ends_at {time} NOT NULL,
  revoked_at {time}
);
CREATE UNIQUE INDEX reviewer_name ON reviewer (name) WHERE revoked_at IS NULL;

-- `digest` is the SHA-256 of the link's purpose and token, so that nobody who reads this table can use a link.
CREATE TABLE reviewer_link (
  digest TEXT PRIMARY KEY,
  reviewer TEXT NOT NULL REFERENCES reviewer (id),
  made_at {time} NOT NULL,
  used_at {time}
);
CREATE INDEX reviewer_link_reviewer ON reviewer_link (reviewer);

-- Which announcement a reviewer was told of by mail, so that nobody is told twice.
CREATE TABLE reviewer_asked (
  reviewer TEXT NOT NULL REFERENCES reviewer (id),
  announcement TEXT NOT NULL REFERENCES announcement (id),
  asked_at {time} NOT NULL,
  PRIMARY KEY (reviewer, announcement)
);

-- The history of everything, by who did it.
CREATE INDEX event_actor ON event (actor, id);
