"""Tell from its heading what a column holds: headings of databases, and plain English and Persian ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from announcer.core.text.letters import folded

HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": (
            "title", "article title", "document title", "paper title", "publication title in english",
            "titel", "titre", "título", "عنوان", "عنوان مقاله", "عنوان انگلیسی",
            "عنوان مقاله به انگلیسی", "عنوان انگلیسی مقاله",
        ),
        "original_title": (
            "original title", "foreign title", "title in persian", "persian title", "عنوان فارسی",
            "عنوان مقاله به فارسی", "عنوان فارسی مقاله", "عنوان اصلی",
        ),
        "authors": (
            "authors", "author", "author names", "author s", "author name", "autoren", "auteurs",
            "autores", "نویسندگان", "نویسنده", "اسامی نویسندگان", "نام نویسندگان", "مولفین", "مولفان",
        ),
        "author_full_names": ("author full names",),
        "authors_with_affiliations": ("authors with affiliations", "author addresses"),
        "affiliations": (
            "affiliations", "affiliation", "author affiliations", "addresses", "وابستگی",
            "وابستگی سازمانی", "وابستگی نویسندگان", "افیلیشن", "آدرس نویسندگان",
        ),
        "journal": (
            "journal", "source title", "journal book", "publication title", "journal title",
            "journal name", "secondary title", "container title", "publication", "zeitschrift", "revue",
            "revista", "مجله", "نام مجله", "نشریه", "نام نشریه", "عنوان نشریه", "عنوان مجله",
        ),
        "journal_short": (
            "abbreviated source title", "journal abbreviation", "iso abbreviation", "journal abbrev",
        ),
        "date": (
            "publication date", "date of publication", "date", "published", "date published",
            "pub date", "issued", "erscheinungsdatum", "تاریخ", "تاریخ انتشار", "تاریخ چاپ",
        ),
        "year": (
            "year", "publication year", "published year", "pub year", "year of publication", "jahr",
            "année", "año", "سال", "سال انتشار", "سال چاپ",
        ),
        "month": ("published month", "month", "publication month"),
        "online": ("date online", "online date", "epub date", "published online", "early access date"),
        "accepted": ("date accepted", "accepted", "acceptance date", "تاریخ پذیرش"),
        "volume": ("volume", "vol", "band", "دوره", "جلد"),
        "issue": ("issue", "number", "no", "issue number", "heft", "شماره"),
        "pages": ("pages", "page", "page range", "seiten", "صفحات", "صفحه"),
        "first_page": ("page start", "first page", "start page"),
        "last_page": ("page end", "last page", "end page"),
        "article_number": ("art no", "article number", "article no", "eid number"),
        "doi": (
            "doi", "doi link", "doi url", "digital object identifier", "شناسه دیجیتال", "دی او آی",
            "شناسه doi",
        ),
        "pmid": ("pmid", "pubmed id", "medline pmid", "pubmed"),
        "pmcid": ("pmcid", "pmc", "pmc id"),
        "identifiers": ("eid", "ut unique wos id", "ut", "accession number", "unique id"),
        "issn": ("issn", "eissn", "e issn", "issn print", "issn online", "شاپا"),
        "isbn": ("isbn", "شابک"),
        "abstract": (
            "abstract", "abstract note", "summary", "zusammenfassung", "résumé", "resumen", "چکیده",
            "چکیده انگلیسی", "خلاصه",
        ),
        "original_abstract": (
            "original abstract", "abstract in persian", "persian abstract", "چکیده فارسی",
        ),
        "keywords": (
            "author keywords", "keywords", "key words", "manual tags", "keyword", "schlagwörter",
            "mots clés", "palabras clave", "کلیدواژه", "کلیدواژه ها", "کلمات کلیدی", "واژگان کلیدی",
            "واژه های کلیدی",
        ),
        "publisher": ("publisher", "book publisher", "verlag", "ناشر"),
        "language": (
            "language", "language of original document", "article language", "sprache", "زبان",
        ),
        "type": (
            "document type", "item type", "publication type", "type of publication", "article type",
            "نوع", "نوع مقاله", "نوع مدرک",
        ),
        "url": (
            "url", "link", "full text link", "web address", "لینک", "پیوند", "آدرس اینترنتی",
            "لینک مقاله",
        ),
        "funding": ("funding details", "funding orgs", "funder", "funding"),
        "trials": (
            "clinical trial numbers", "trial registration", "registration number",
            "شماره ثبت کارآزمایی",
        ),
        "citation": ("citation",),
        "extra": ("extra",),
        "copyright": ("copyright",),
    }
)  # fmt: skip
"""What is read, under the names that `--columns` takes, each with the headings that are known to mean it."""

_MANY = frozenset({"issn", "keywords", "url", "identifiers", "type"})
"""Fields of which a table may have several columns that are all read."""
_FIELDS = {folded(heading): name for name, headings in HEADINGS.items() for heading in headings}
_FEWEST = 2
"""So many known columns make a row one of headings: one alone may be a word of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the columns of a table hold, by their places from 0.

    `headings` are all of them, as they stand in the table.
    """

    places: Mapping[str, tuple[int, ...]]
    headings: tuple[str, ...]

    @property
    def read(self) -> dict[str, str]:
        """The headings that are read, by what they are read as; of several, they are joined by ` + `."""
        return {name: " + ".join(self.headings[place] for place in places) for name, places in self.places.items()}

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings that are not read."""
        read = {place for places in self.places.values() for place in places}
        return tuple(heading for place, heading in enumerate(self.headings) if heading and place not in read)


def columns_in(row: Sequence[str], kept: Mapping[str, Sequence[str]]) -> Columns | None:
    """Return what the columns hold if the row is one of headings with a title among them, else None.

    Args:
        row: The cells.
        kept: Headings of the site's own by what they hold; they go before those that are known.
    """
    headings = tuple(" ".join(cell.split()) for cell in row)
    own = {folded(heading): name for name, listed in kept.items() for heading in listed}
    places: dict[str, tuple[int, ...]] = {}
    taken = {own[key] for heading in headings if (key := folded(heading)) in own}
    for place, heading in enumerate(headings):
        key = folded(heading) if len(heading) < 100 else ""  # noqa: PLR2004 -- headings are short
        name = own.get(key) or _FIELDS.get(key, "")
        if not name or (key not in own and name in taken):
            continue
        if name in _MANY or name not in places:
            places[name] = (*places.get(name, ()), place)
    if "title" not in places and "original_title" in places:
        places = {"title" if name == "original_title" else name: found for name, found in places.items()}
    return Columns(places=places, headings=headings) if "title" in places and len(places) >= _FEWEST else None
