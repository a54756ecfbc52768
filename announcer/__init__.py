"""Announcer turns publication records into posts that fit the network, with a card, alt text and links."""

__version__ = "0.1.0"
