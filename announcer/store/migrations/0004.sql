-- When a post was taken down, where that is known.
ALTER TABLE announcement ADD COLUMN taken_down_at {time};
UPDATE announcement
   SET taken_down_at = (SELECT max(at) FROM event WHERE event.announcement = announcement.id AND event.name = 'delete')
 WHERE id IN (SELECT announcement FROM event WHERE name = 'delete');

-- How an announcement was before the last step of a person that can be undone: its row and its slots, as JSON.
-- `command` is shared by all the steps of one command; `event` is the last line of history that the step wrote.
CREATE TABLE undoable (
  announcement TEXT PRIMARY KEY REFERENCES announcement (id),
  command TEXT NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  event BIGINT NOT NULL,
  was TEXT NOT NULL,
  slots TEXT NOT NULL,
  done_at {time} NOT NULL
);
CREATE INDEX undoable_command ON undoable (command);
