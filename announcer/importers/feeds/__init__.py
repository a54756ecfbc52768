"""Feeds of journals, databases and preprint servers: RSS, RDF and Atom."""
