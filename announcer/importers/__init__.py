"""Readers of the formats that publications come in; each knows its own by the content."""
