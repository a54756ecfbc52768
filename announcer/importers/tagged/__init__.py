"""Records as lines that begin with a tag: RIS, the Web of Science's plain text, and MEDLINE (nbib)."""
