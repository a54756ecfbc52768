"""What several formats ask of a record alike: names in parts, pages in parts, an address."""

from announcer.core.publications.identifiers import best_link
from announcer.core.publications.names import family_and_initials
from announcer.core.publications.publication import Author, Publication


def name_parts(author: Author) -> tuple[str, str]:
    """Return family and given name; the latter is empty where the source does not part the name, or for a group."""
    if author.is_group:
        return author.name, ""
    return (author.family, author.given) if author.family else family_and_initials(author.name)


def first_and_last_page(publication: Publication) -> tuple[str, str]:
    """Return the first and the last page; the last is empty where there is only one, or an article's number."""
    first, _, last = publication.pages.replace("\u2013", "-").partition("-")
    return first.strip(), last.strip()


def address(publication: Publication) -> str:
    """Return where readers are led; empty where no address is known."""
    return best_link(publication)
