"""Make a record out of the front matter of an article in JATS."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from announcer.core.publications.identifiers import normal_doi, normal_pmcid, normal_pmid
from announcer.core.publications.publication import IdentifierScheme, PartialDate
from announcer.importers.building import UnusableRecordError, partial_date
from announcer.importers.jats.jats_abstracts import abstract_in_jats, kind_of_abstract, plain_text_of
from announcer.importers.jats.jats_kinds import relations_in_jats, status_in_jats, type_in_jats
from announcer.importers.jats.jats_people import People, people_of
from announcer.importers.record.model import (
    AbstractRecord,
    DatesRecord,
    FundingRecord,
    IdentifierRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.importers.source_values import creative_commons, earliest, issn, title_with_subtitle
from announcer.importers.xml_content import attribute, marked_up, own_language, text_at, text_of, texts_at

_MARKS = ("xref", "fn", "label")
_ONLINE = {"epub", "epreprint", "preprint", "epub-ppub"}
_NEVER_OUT = {"pmc-release", "nihms-submitted", "received", "rev-recd", "corrected", "retracted"}
_NO_KEYWORDS = ("abbreviation", "abbr", "jel", "pacs", "msc", "headings")
_SHORT_TITLES = {"iso-abbrev", "nlm-ta", "abbrev"}


def jats_article(article: Element) -> PublicationRecord:
    """Return the record of an `article`.

    Raises:
        UnusableRecordError: it has no front matter or no title.
    """
    front = _front(article)
    title = _title(front, "title-group/article-title", "title-group/subtitle")
    if not title:
        raise UnusableRecordError("it has no title")
    journal = article.find("front/journal-meta")
    language = own_language(article)
    people = people_of(front, language)
    dates = DatesRecord(online=_date(front, "online"), printed=_date(front, "printed"), accepted=_accepted(front))
    licence = _licence(front)
    plain = (plain_text_of(one) for one in front.iterfind("abstract") if kind_of_abstract(one) == "plain")
    identifiers = _identifiers(front)
    return PublicationRecord(
        title=title,
        language=language,
        type=type_in_jats(article),
        status=status_in_jats(article, front),
        doi=identifiers["doi"],
        pmid=identifiers["pmid"],
        pmcid=identifiers["pmcid"],
        identifiers=tuple(
            IdentifierRecord(scheme=IdentifierScheme.ISBN, value=number) for number in texts_at(front, "isbn")
        ),
        authors=people.authors,
        affiliations=people.affiliations,
        journal=text_at(journal, "journal-title-group/journal-title") or text_at(journal, "journal-title"),
        journal_short=_short_title(journal),
        issn=_issns(journal),
        volume=text_at(front, "volume"),
        issue=text_at(front, "issue"),
        pages=_pages(front),
        publisher=text_at(journal, "publisher/publisher-name"),
        published=earliest((dates.online, dates.printed, _date(front, ""))),
        dates=dates,
        abstract=_abstract(front),
        lay_summary=next(plain, ""),
        keywords=_keywords(front, language),
        open_access=True if licence else None,
        licence=licence,
        relations=relations_in_jats(front),
        funding=_funding(front),
        translations=dict(_translations(article, front, people, language)),
    )


def _front(article: Element) -> Element:
    found = (article.find(path) for path in ("front/article-meta", "front-stub"))
    front = next((one for one in found if one is not None), None)
    if front is None:
        raise UnusableRecordError("it has no front matter (<article-meta>)")
    return front


def _title(holder: Element, title: str, subtitle: str) -> str:
    return title_with_subtitle(marked_up(holder.find(title), _MARKS), marked_up(holder.find(subtitle), _MARKS))


def _identifiers(front: Element) -> dict[str, str]:
    found = {"doi": "", "pmid": "", "pmcid": ""}
    for one in front.iterfind("article-id"):
        kind, text = one.get("pub-id-type", "").lower(), text_of(one)
        if kind == "doi":
            found["doi"] = found["doi"] or normal_doi(text)
        elif kind == "pmid":
            found["pmid"] = found["pmid"] or normal_pmid(text)
        elif kind in {"pmc", "pmcid"}:
            found["pmcid"] = found["pmcid"] or normal_pmcid(
                text if text.upper().startswith("PMC") else f"PMC{text}"
            )
    return found


def _short_title(journal: Element | None) -> str:
    if journal is None:
        return ""
    named = (text_of(one) for one in journal.iterfind("journal-id") if one.get("journal-id-type") in _SHORT_TITLES)
    given = text_at(journal, "journal-title-group/abbrev-journal-title") or text_at(journal, "abbrev-journal-title")
    return given or next(named, "")


def _issns(journal: Element | None) -> tuple[str, ...]:
    numbers = (*texts_at(journal, "issn"), text_at(journal, "issn-l")) if journal is not None else ()
    return tuple(dict.fromkeys(filter(None, map(issn, numbers))))


def _pages(front: Element) -> str:
    first, last = text_at(front, "fpage"), text_at(front, "lpage")
    if first:
        return f"{first}-{last}" if last and last != first else first
    return text_at(front, "page-range") or text_at(front, "elocation-id")


def _date(front: Element, form: str) -> PartialDate | None:
    """Return when it came out online, on paper, or (with an empty form) in a form that is not told."""
    return earliest(_date_in(one) for one in front.iterfind("pub-date") if _form(one) == form)


def _form(date: Element) -> str:
    kind = (date.get("pub-type") or date.get("date-type") or "").lower()
    medium = date.get("publication-format", "").lower()
    if kind in _NEVER_OUT:
        return "never"
    if kind in _ONLINE or (kind == "pub" and medium in {"electronic", "online"}):
        return "online"
    return "printed" if kind == "ppub" or medium == "print" else ""


def _date_in(date: Element) -> PartialDate | None:
    found = partial_date(
        text_at(date, "year"), text_at(date, "month") or text_at(date, "season"), text_at(date, "day")
    )
    year, month, day = [*attribute(date, "iso-8601-date").split("-"), "", "", ""][:3]
    return found or partial_date(year, month, day)


def _accepted(front: Element) -> PartialDate | None:
    paths = ("history/date", "pub-history/event/date")
    dates = (one for path in paths for one in front.iterfind(path) if one.get("date-type") == "accepted")
    return next((_date_in(one) for one in dates), None)


def _licence(front: Element) -> str:
    """Return the Creative Commons licence: its address stands in one of several places."""
    for licence in front.iterfind("permissions/license"):
        for one in licence.iter():
            if found := creative_commons(attribute(one, "href")) or (
                creative_commons(text_of(one)) if one.tag == "license_ref" else ""
            ):
                return found
    return creative_commons(text_at(front, "permissions/license_ref"))


def _abstract(front: Element) -> AbstractRecord | None:
    return next(
        (abstract_in_jats(one) for one in front.iterfind("abstract") if kind_of_abstract(one) == "abstract"), None
    )


def _keywords(front: Element, language: str) -> tuple[str, ...]:
    """Return the keywords of a language; those of groups that name none are in every language."""
    groups = (
        group
        for group in front.iterfind("kwd-group")
        if own_language(group, language) == language
        and not group.get("kwd-group-type", "").lower().startswith(_NO_KEYWORDS)
    )
    words = (marked_up(word, _MARKS) for group in groups for word in group.iter("kwd"))
    return tuple(dict.fromkeys(filter(None, words)))


def _funding(front: Element) -> tuple[FundingRecord, ...]:
    grants: dict[str, list[str]] = {}
    for group in front.iterfind("funding-group/award-group"):
        awards = list(texts_at(group, "award-id"))
        for source in group.iterfind("funding-source"):
            name = (
                text_at(source, "institution-wrap/institution") or text_at(source, "institution") or text_of(source)
            )
            if name:
                grants.setdefault(name, []).extend(awards)
    return tuple(FundingRecord(funder=name, awards=tuple(dict.fromkeys(awards))) for name, awards in grants.items())


def _translations(
    article: Element, front: Element, people: People, language: str
) -> Iterator[tuple[str, TranslationRecord]]:
    """Yield the titles in other languages, with abstract, keywords and names in them."""
    for group in front.iterfind("title-group/trans-title-group"):
        code = own_language(group) or own_language(group.find("trans-title"))
        title = _title(group, "trans-title", "trans-subtitle")
        if title and code and code != language:
            abstracts = (one for one in front.iterfind("trans-abstract") if own_language(one) == code)
            abstract = next(
                (abstract_in_jats(one) for one in abstracts if kind_of_abstract(one) == "abstract"), None
            )
            yield code, _translation(title, abstract, _keywords(front, code), people.names.get(code, ()))
    for part in article.iterfind("sub-article"):
        stub, code = part.find("front-stub"), own_language(part)
        title = _title(stub, "title-group/article-title", "title-group/subtitle") if stub is not None else ""
        if stub is not None and title and code and code != language and part.get("article-type") == "translation":
            yield code, _translation(title, _abstract(stub), _keywords(stub, code), people.names.get(code, ()))


def _translation(
    title: str, abstract: AbstractRecord | None, keywords: tuple[str, ...], names: tuple[str, ...]
) -> TranslationRecord:
    return TranslationRecord(title=title, abstract=abstract, keywords=keywords, authors=names)
