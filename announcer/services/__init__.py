"""Use cases: what the commands and the daemon ask for."""
