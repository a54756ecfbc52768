"""Recognise and read articles in JATS."""

import re

from announcer.importers.jats.jats_article import jats_article
from announcer.importers.xml_parting import XmlForm
from announcer.importers.xml_stream import XmlImporter

UNREAD = ("body", "back", "floats-group", "ref-list")
"""What of an article is passed over: all but its front, which may be a thousandth of the file."""

_ROOTS = {"article", "pmc-articleset", "articles", "article-set"}
_OF_JATS = re.compile(
    r"<(?:front|article-meta|journal-meta|title-group)[\s>]|<article\s[^<>]*?\b(?:article-type|dtd-version)="
)

JATS = XmlImporter(
    fits=lambda root, text: root in _ROOTS and bool(_OF_JATS.search(text)),
    form=XmlForm(names=("article",), unread=UNREAD),
    reading=jats_article,
    looked_for="<article>",
    hint="Download the article's XML again (JATS, also called NLM XML).",
)
"""Articles in JATS with their front matter, one in a file or many in a set."""
