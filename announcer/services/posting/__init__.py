"""Posting: the pump, what it reconciles, and what its parts share."""
