-- Many writers at a time: each adds its own difference to the tally, so that none waits for another; prune adds up.
CREATE FUNCTION count_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally (state, number) SELECT state, count(*) FROM added GROUP BY state;
  RETURN NULL;
END $$;

CREATE FUNCTION count_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally (state, number)
  SELECT state, sum(number) FROM (
    SELECT state, 1 AS number FROM after_move UNION ALL SELECT state, -1 FROM before_move
  ) AS difference GROUP BY state HAVING sum(number) <> 0;
  RETURN NULL;
END $$;

CREATE TRIGGER announcement_counted AFTER INSERT ON announcement
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_added();
CREATE TRIGGER announcement_recounted AFTER UPDATE ON announcement
  REFERENCING OLD TABLE AS before_move NEW TABLE AS after_move FOR EACH STATEMENT EXECUTE FUNCTION count_moved();

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', tg_argv[0];
END $$;

CREATE TRIGGER announcement_kept BEFORE DELETE OR TRUNCATE ON announcement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an announcement is never deleted');
CREATE TRIGGER event_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('history is only ever added to');
