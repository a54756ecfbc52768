"""The publication: the record, what identifies it, who its authors are, and what is unusual about it."""
