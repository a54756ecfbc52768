"""Draft folders for people, and the pages over them."""
