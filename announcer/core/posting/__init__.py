"""The life of an announcement in the queue: states, moves, policies and retries."""
