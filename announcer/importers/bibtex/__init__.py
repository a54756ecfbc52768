"""Records as BibTeX and BibLaTeX."""
