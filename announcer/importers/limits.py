"""How much of a file and of a record is read at most; docs/reference/record-format.md lists the limits.

They are far above what any record has, and low enough that no record can keep the program busy for long: a record
beyond one is refused with its position, and the records beside it go on.
"""

from announcer.core.text.markup import LONGEST_TEXT

MOST_BYTES = 10_000_000
"""Bytes of a file that can only be read whole: the longest record seen has a hundredth of it."""
LONGEST_RECORD = 1_000_000
"""Characters of all the texts of a record together; a record of 3,000 authors has half of it."""
LONGEST_RAW_TEXT = 10 * LONGEST_TEXT
"""Characters of one text with its mark-up; `LONGEST_TEXT` of them are read, `LONGEST_WORDS` without the mark-up are
used, and a finding tells of the rest."""
LONGEST_LINE = 4_000
"""Characters of a journal, a name, an affiliation, a keyword or a label."""
LONGEST_IDENTIFIER = 1_000
"""Characters of a DOI or another identifier, of a volume, an issue or page numbers."""
MOST_VALUES = 10_000
"""Authors and affiliations; the longest list of authors ever printed has 5,154."""
MOST_ROWS = 1_000
"""Keywords, related documents and parts of an abstract."""
LARGEST_NUMBER = 10**15
"""A whole number in a record; hexadecimal ones may be longer than Python writes out."""
DEEPEST = 20
"""How deep tables and lists may stand in one another; records stand four deep."""
