"""Which publications a site announces, and which are worth it the most."""
