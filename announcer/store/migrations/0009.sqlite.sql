CREATE TRIGGER words_of_publication AFTER UPDATE OF record ON publication BEGIN
  DELETE FROM announcement_words
   WHERE announcement IN (SELECT id FROM announcement WHERE publication IN (old.uid, new.uid));
END;
CREATE TRIGGER words_of_announcement AFTER UPDATE OF title, department, publication ON announcement
WHEN old.title <> new.title OR old.department <> new.department OR old.publication <> new.publication BEGIN
  DELETE FROM announcement_words WHERE announcement = new.id;
END;
