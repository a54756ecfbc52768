"""Which publications are ours, which of them are announced, and which are worth it."""
