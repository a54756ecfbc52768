-- What the review page needs: who may sign in, who is signed in, what was in an announcement before, what was found.

-- Somebody who signs in by that name. An empty password is none yet: only a one-time link lets such a person in.
CREATE TABLE person (
  name TEXT PRIMARY KEY,
  full_name TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'approver', 'admin')),
  password TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  keys_off INTEGER NOT NULL DEFAULT 0,
  disabled_at {time},
  created_at {time} NOT NULL
);

-- `digest` is the SHA-256 of the token in the browser's cookie, so that nobody who reads this table is signed in by it.
CREATE TABLE session (
  digest TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (name),
  form_token TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  created_at {time} NOT NULL,
  seen_at {time} NOT NULL
);
CREATE INDEX session_person ON session (person);
CREATE INDEX session_seen ON session (seen_at);

-- A link that works once. `person` is empty in the link of the first run, which makes the first administrator.
CREATE TABLE one_time_link (
  digest TEXT PRIMARY KEY,
  person TEXT NOT NULL DEFAULT '',
  ends_at {time} NOT NULL,
  used_at {time}
);

-- Which session, and which address, a line of history came from; empty where it was not the review page's.
ALTER TABLE event ADD COLUMN session TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- Until then whoever approved can take it back, and nothing may claim it.
ALTER TABLE announcement ADD COLUMN undo_until {time};

CREATE INDEX announcement_department ON announcement (department) WHERE department <> '';

-- What an announcement was before an edit replaced it.
CREATE TABLE earlier_version (
  announcement TEXT NOT NULL REFERENCES announcement (id),
  revision INTEGER NOT NULL,
  digest TEXT NOT NULL,
  text TEXT NOT NULL,
  link TEXT NOT NULL,
  alt_text TEXT NOT NULL,
  card_digest TEXT REFERENCES card (digest),
  edited_by TEXT NOT NULL,
  replaced_at {time} NOT NULL,
  PRIMARY KEY (announcement, revision)
);

-- The words that an announcement is looked for by, folded; made when somebody searches, or when the page has time.
CREATE TABLE announcement_words (
  announcement TEXT PRIMARY KEY REFERENCES announcement (id),
  words TEXT NOT NULL
);

-- What was found of an announcement and its record, as JSON, as long as `made_of` is what it was found in.
CREATE TABLE examined (
  announcement TEXT PRIMARY KEY REFERENCES announcement (id),
  made_of TEXT NOT NULL,
  holds INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  notes INTEGER NOT NULL,
  findings TEXT NOT NULL DEFAULT '',
  content TEXT NOT NULL,
  made_at {time} NOT NULL
);
