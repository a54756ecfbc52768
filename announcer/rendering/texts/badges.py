"""The badges on a card, such as "Open access": which of them a publication deserves.

To add a badge, add a line to `BADGES`, and its text under the same name to templates/phrases/en.toml and the files
of the other languages. Card templates draw all of them: `pub.badges` holds the names, `words[badge]` is a text.
"""

from collections.abc import Callable, Mapping

from announcer.core.publications.editorial_notices import is_told_as_notice
from announcer.core.publications.publication import Publication, PublicationType
from announcer.core.publications.study import StudyMark, study_mark

BADGES: Mapping[str, Callable[[Publication, StudyMark], bool]] = {
    "study": lambda _, mark: not mark.is_blank,
    "not_peer_reviewed": lambda publication, _: publication.type is PublicationType.PREPRINT,
    "open_access": lambda publication, _: bool(publication.open_access),
}
"""Who deserves a badge, by the badge's name, in the order in which they are drawn."""


def badges(publication: Publication, mark: StudyMark | None = None) -> tuple[str, ...]:
    """Return the names of a publication's badges; a retracted or doubted one, or a notice, only says what it is.

    `mark` is its study mark, where it is known already.
    """
    if is_told_as_notice(publication):
        return ("notice",)
    mark = mark or study_mark(publication)
    return tuple(name for name, is_deserved in BADGES.items() if is_deserved(publication, mark))
