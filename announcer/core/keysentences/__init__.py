"""The one sentence that stands for a publication: what its sentences do, their openings, and the choice."""
