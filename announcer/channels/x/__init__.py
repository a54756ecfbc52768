"""The channel to X through its API."""
