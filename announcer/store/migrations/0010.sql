-- Titles that are nearly the same are found by other keys now: by words without plural endings and little words.
DELETE FROM publication_identifier WHERE kind = 'near';
