"""From a publication to text, card and draft folder."""
