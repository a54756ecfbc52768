"""Which records are of one publication, what they say together, and how publications stand to one another."""
