"""The one sentence that stands for a publication: roles, openings, and the choice."""
