-- A publication is found by every identifier that any of its records had, and every record that was read is kept.

CREATE TABLE publication_identifier (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  publication TEXT NOT NULL REFERENCES publication (uid),
  PRIMARY KEY (kind, value, publication)
);
CREATE INDEX publication_identifier_of ON publication_identifier (publication);

CREATE TABLE publication_source (
  publication TEXT NOT NULL REFERENCES publication (uid),
  digest TEXT NOT NULL,
  record TEXT NOT NULL,
  raw TEXT NOT NULL,
  format TEXT NOT NULL,
  source TEXT NOT NULL,
  read_at {time} NOT NULL,
  PRIMARY KEY (publication, digest)
);

-- What has become of the paper since, such as a retraction; it outlasts every move until a person settles it.
ALTER TABLE announcement ADD COLUMN retraction TEXT NOT NULL DEFAULT '';
CREATE INDEX announcement_retraction ON announcement (id) WHERE retraction <> '';

-- The program never made drafts, and never kept settings; the check on the column still takes the word `draft`.
UPDATE announcement SET state = 'in_review' WHERE state = 'draft';
DROP TABLE setting;
