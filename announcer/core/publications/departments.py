"""Which department a publication comes from, so that all of them get their turn."""

import re

from announcer.core.publications.publication import Author, Publication
from announcer.core.text.letters import folded

_COMMA = re.compile(r"[,،;؛]")


def department(publication: Publication) -> str:
    """Return the department of the first home author that has one, folded for comparing; empty if nothing tells.

    It is what stands before the first comma of that author's home affiliation.
    """
    texts = {each.number: each.text for each in publication.affiliations if each.is_home}
    named = (
        _COMMA.split(texts[number])[0]
        for author in publication.authors
        if _may_be_ours(author)
        for number in author.affiliations
        if number in texts
    )
    return next((folded(name).strip() for name in named if name.strip()), "")


def _may_be_ours(author: Author) -> bool:
    return author.is_home is not False
