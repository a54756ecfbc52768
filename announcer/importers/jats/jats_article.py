"""Make a record out of the front matter of an article in JATS."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from announcer.core.findings import Finding
from announcer.core.publications.publication import PartialDate
from announcer.importers.building import Reading, UnusableRecordError, partial_date
from announcer.importers.fields.date_words import date_in_field, earliest
from announcer.importers.fields.gathered_fields import funding_of, page_range, unique
from announcer.importers.fields.identifier_fields import doi_in, isbns_in, issns_in, pmcid_in, pmid_in
from announcer.importers.fields.licences import licence_in
from announcer.importers.fields.title_fields import title_language, whole_title
from announcer.importers.jats.jats_abstracts import abstract_in_jats, kind_of_abstract, plain_text_of
from announcer.importers.jats.jats_kinds import relations_in_jats, status_in_jats, type_in_jats
from announcer.importers.jats.jats_people import People, people_of
from announcer.importers.record.model import (
    AbstractRecord,
    DatesRecord,
    FundingRecord,
    PublicationRecord,
    TranslationRecord,
)
from announcer.importers.xml_content import attribute, marked_up, own_language, text_at, text_of, texts_at

_MARKS = ("xref", "fn", "label")
_ONLINE = {"epub", "epreprint", "preprint", "epub-ppub"}
_NEVER_OUT = {"pmc-release", "nihms-submitted", "received", "rev-recd", "corrected", "retracted"}
_NO_KEYWORDS = ("abbreviation", "abbr", "jel", "pacs", "msc", "headings")
_SHORT_TITLES = {"iso-abbrev", "nlm-ta", "abbrev"}


def jats_article(article: Element) -> Reading:
    """Return the record of an `article`.

    Raises:
        UnusableRecordError: it has no front matter or no title.
    """
    front = _front(article)
    title = _title(front, "title-group/article-title", "title-group/subtitle")
    if not title:
        raise UnusableRecordError("it has no title")
    journal = article.find("front/journal-meta")
    findings: list[Finding] = []
    language = own_language(article)
    people = people_of(front, language, findings)
    came_out = {form: _date(front, form, findings) for form in ("online", "printed", "")}
    accepted = _accepted(front, findings)
    licence = _licence(front)
    plain = (plain_text_of(one) for one in front.iterfind("abstract") if kind_of_abstract(one) == "plain")
    found = PublicationRecord(
        title=title,
        language=title_language(language, title),
        type=type_in_jats(article),
        status=status_in_jats(article, front),
        doi=doi_in(_numbers(front, "doi"), findings),
        pmid=pmid_in(_numbers(front, "pmid"), findings),
        pmcid=pmcid_in(_numbers(front, "pmc", "pmcid"), findings),
        identifiers=isbns_in(texts_at(front, "isbn")),
        authors=people.authors,
        affiliations=people.affiliations,
        journal=text_at(journal, "journal-title-group/journal-title") or text_at(journal, "journal-title"),
        journal_short=_short_title(journal),
        issn=_issns(journal),
        volume=text_at(front, "volume"),
        issue=text_at(front, "issue"),
        pages=_pages(front),
        publisher=text_at(journal, "publisher/publisher-name"),
        published=earliest(came_out.values()),
        dates=DatesRecord(online=came_out["online"], printed=came_out["printed"], accepted=accepted),
        abstract=_abstract(front),
        lay_summary=next(plain, ""),
        keywords=_keywords(front, language),
        open_access=True if licence else None,
        licence=licence,
        relations=relations_in_jats(front),
        funding=_funding(front),
        translations=dict(_translations(article, front, people, language)),
    )
    return Reading(record=found, findings=tuple(findings))


def _front(article: Element) -> Element:
    found = (article.find(path) for path in ("front/article-meta", "front-stub"))
    front = next((one for one in found if one is not None), None)
    if front is None:
        raise UnusableRecordError("it has no front matter (<article-meta>)")
    return front


def _title(holder: Element, title: str, subtitle: str) -> str:
    return whole_title(marked_up(holder.find(title), _MARKS), marked_up(holder.find(subtitle), _MARKS))


def _numbers(front: Element, *kinds: str) -> Iterator[str]:
    return (text_of(one) for one in front.iterfind("article-id") if one.get("pub-id-type", "").lower() in kinds)


def _short_title(journal: Element | None) -> str:
    if journal is None:
        return ""
    named = (text_of(one) for one in journal.iterfind("journal-id") if one.get("journal-id-type") in _SHORT_TITLES)
    given = text_at(journal, "journal-title-group/abbrev-journal-title") or text_at(journal, "abbrev-journal-title")
    return given or next(named, "")


def _issns(journal: Element | None) -> tuple[str, ...]:
    return issns_in([*texts_at(journal, "issn"), text_at(journal, "issn-l")] if journal is not None else ())


def _pages(front: Element) -> str:
    first, last = text_at(front, "fpage"), text_at(front, "lpage")
    return (
        page_range(first, last)
        if first
        else page_range(text_at(front, "page-range")) or text_at(front, "elocation-id")
    )


def _date(front: Element, form: str, findings: list[Finding]) -> PartialDate | None:
    """Return when it came out online, on paper, or (with an empty form) in a form that is not told."""
    return earliest(_date_in(one, findings) for one in front.iterfind("pub-date") if _form(one) == form)


def _form(date: Element) -> str:
    kind = (date.get("pub-type") or date.get("date-type") or "").lower()
    medium = date.get("publication-format", "").lower()
    if kind in _NEVER_OUT:
        return "never"
    if kind in _ONLINE or (kind == "pub" and medium in {"electronic", "online"}):
        return "online"
    return "printed" if kind == "ppub" or medium == "print" else ""


def _date_in(date: Element, findings: list[Finding]) -> PartialDate | None:
    found = partial_date(
        text_at(date, "year"), text_at(date, "month") or text_at(date, "season"), text_at(date, "day")
    )
    written = (attribute(date, "iso-8601-date"), text_at(date, "string-date"), text_at(date, "year"))
    return found or date_in_field(written, findings)


def _accepted(front: Element, findings: list[Finding]) -> PartialDate | None:
    paths = ("history/date", "pub-history/event/date")
    dates = (one for path in paths for one in front.iterfind(path) if one.get("date-type") == "accepted")
    return next((_date_in(one, findings) for one in dates), None)


def _licence(front: Element) -> str:
    """Return the Creative Commons licence: its address stands in one of several places."""
    parts = [one for licence in front.iterfind("permissions/license") for one in licence.iter()]
    texts = [text for one in parts for text in (attribute(one, "href"), _licence_ref(one))]
    return licence_in([*texts, text_at(front, "permissions/license_ref")])


def _licence_ref(element: Element) -> str:
    return text_of(element) if element.tag == "license_ref" else ""


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
    return unique(words)


def _funding(front: Element) -> tuple[FundingRecord, ...]:
    groups = front.iterfind("funding-group/award-group")
    sources = ((source, group) for group in groups for source in group.iterfind("funding-source"))
    return funding_of((_funder(source), texts_at(group, "award-id")) for source, group in sources)


def _funder(source: Element) -> str:
    return text_at(source, "institution-wrap/institution") or text_at(source, "institution") or text_of(source)


def _translations(
    article: Element, front: Element, people: People, language: str
) -> Iterator[tuple[str, TranslationRecord]]:
    """Yield the titles in other languages, with abstract, keywords and names in them."""
    titled: set[str] = set()
    for group in front.iterfind("title-group/trans-title-group"):
        code = own_language(group) or own_language(group.find("trans-title"))
        title = _title(group, "trans-title", "trans-subtitle")
        if title and code and code != language:
            abstracts = (one for one in front.iterfind("trans-abstract") if own_language(one) == code)
            abstract = next(
                (abstract_in_jats(one) for one in abstracts if kind_of_abstract(one) == "abstract"), None
            )
            titled.add(code)
            yield code, _translation(title, abstract, _keywords(front, code), people.names.get(code, ()))
    for one in front.iterfind("trans-abstract"):
        code = own_language(one)
        if code and code not in {language, *titled} and kind_of_abstract(one) == "abstract":
            yield code, TranslationRecord(abstract=abstract_in_jats(one), keywords=_keywords(front, code))
    for part in article.iterfind("sub-article"):
        stub, code = part.find("front-stub"), own_language(part)
        title = _title(stub, "title-group/article-title", "title-group/subtitle") if stub is not None else ""
        if stub is not None and title and code and code != language and part.get("article-type") == "translation":
            yield code, _translation(title, _abstract(stub), _keywords(stub, code), people.names.get(code, ()))


def _translation(
    title: str, abstract: AbstractRecord | None, keywords: tuple[str, ...], names: tuple[str, ...]
) -> TranslationRecord:
    return TranslationRecord(title=title, abstract=abstract, keywords=keywords, authors=names)
