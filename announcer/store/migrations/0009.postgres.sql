CREATE FUNCTION forget_words_of_publication() RETURNS trigger AS $$
BEGIN
  DELETE FROM announcement_words
   WHERE announcement IN (SELECT id FROM announcement WHERE publication IN (old.uid, new.uid));
  RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER words_of_publication AFTER UPDATE OF record ON publication
  FOR EACH ROW EXECUTE FUNCTION forget_words_of_publication();

CREATE FUNCTION forget_words_of_announcement() RETURNS trigger AS $$
BEGIN
  DELETE FROM announcement_words WHERE announcement = new.id;
  RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER words_of_announcement AFTER UPDATE OF title, department, publication ON announcement
  FOR EACH ROW WHEN (old.title <> new.title OR old.department <> new.department OR old.publication <> new.publication)
  EXECUTE FUNCTION forget_words_of_announcement();
