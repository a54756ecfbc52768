-- From when on a copy of it may be public without a receipt here: it is looked up before it is sent.
ALTER TABLE announcement ADD COLUMN maybe_posted_at {time};
CREATE INDEX announcement_maybe_posted ON announcement (channel, account, due_at)
  WHERE state = 'scheduled' AND held = '' AND maybe_posted_at IS NOT NULL;

-- Keys that a network said were the account's, by a digest of theirs.
CREATE TABLE confirmed_keys (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  digest TEXT NOT NULL,
  confirmed_at {time} NOT NULL,
  PRIMARY KEY (channel, account, digest)
);

-- When a backup was restored for the account, and the last thing that the backup knew of.
ALTER TABLE pace ADD COLUMN restored_at {time};
ALTER TABLE pace ADD COLUMN copied_at {time};

-- How many answers in a row came from something between here and the network.
ALTER TABLE pace ADD COLUMN intermediaries INTEGER NOT NULL DEFAULT 0;
