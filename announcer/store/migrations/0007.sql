-- The list of retractions that was read last: a row for each notice. Identifiers are empty where unknown.
CREATE TABLE retraction (
  number INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  nature TEXT NOT NULL,
  doi TEXT NOT NULL,
  pmid TEXT NOT NULL,
  notice_doi TEXT NOT NULL,
  notice_pmid TEXT NOT NULL,
  noticed_on TEXT NOT NULL,
  reasons TEXT NOT NULL
);
CREATE INDEX retraction_doi ON retraction (doi);
CREATE INDEX retraction_pmid ON retraction (pmid);

-- Where it came from and how old it is; `applied` is 1 once every known publication was compared with it.
CREATE TABLE retraction_data (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  source TEXT NOT NULL,
  read_at {time} NOT NULL,
  newest_on TEXT NOT NULL,
  notices INTEGER NOT NULL,
  applied INTEGER NOT NULL
);
