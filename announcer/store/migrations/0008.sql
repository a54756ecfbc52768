-- How far long files were brought in, by what the file holds and what else decides on what comes of it.
CREATE TABLE import_position (
  mark TEXT PRIMARY KEY,
  done BIGINT NOT NULL,
  changed_at {time} NOT NULL
);
