"""Benchmarks: one file for each hot path; each prints a table and, as its last line, one JSON object."""
