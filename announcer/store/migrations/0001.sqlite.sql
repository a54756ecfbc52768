-- One writer at a time, so each state has one row in the tally.
CREATE UNIQUE INDEX tally_state ON tally (state);

CREATE TRIGGER announcement_counted AFTER INSERT ON announcement BEGIN
  INSERT INTO tally (state, number) VALUES (new.state, 1) ON CONFLICT (state) DO UPDATE SET number = number + 1;
END;

CREATE TRIGGER announcement_recounted AFTER UPDATE OF state ON announcement WHEN old.state <> new.state BEGIN
  UPDATE tally SET number = number - 1 WHERE state = old.state;
  INSERT INTO tally (state, number) VALUES (new.state, 1) ON CONFLICT (state) DO UPDATE SET number = number + 1;
END;

CREATE TRIGGER announcement_kept BEFORE DELETE ON announcement BEGIN
  SELECT RAISE(ABORT, 'an announcement is never deleted');
END;

CREATE TRIGGER event_not_changed BEFORE UPDATE ON event BEGIN
  SELECT RAISE(ABORT, 'history is only ever added to');
END;

CREATE TRIGGER event_not_deleted BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'history is only ever added to');
END;
