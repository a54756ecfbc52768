"""The badges on a card, such as "Open access": which of them a publication deserves.

To add a badge, add a line to `BADGES`, and its text under the same name to templates/phrases/en.toml and the files
of the other languages. Card templates draw all of them: `pub.badges` holds the names, `words[badge]` is a text.
"""

from collections.abc import Callable, Mapping

from announcer.core.publications.publication import Publication, PublicationStatus, PublicationType

BADGES: Mapping[str, Callable[[Publication], bool]] = {
    "not_peer_reviewed": lambda publication: publication.type is PublicationType.PREPRINT,
    "open_access": lambda publication: bool(publication.open_access),
}
"""Who deserves a badge, by the badge's name, in the order in which they are drawn."""


def badges(publication: Publication) -> tuple[str, ...]:
    """Return the names of a publication's badges; a retracted one has none."""
    if publication.status is PublicationStatus.RETRACTED:
        return ()
    return tuple(name for name, is_deserved in BADGES.items() if is_deserved(publication))
