"""Make a cleaned publication out of a validated record."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import chain

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.abstracts import clean_abstract
from announcer.core.publications.cleaning import (
    LONGEST_TITLE,
    clean_line,
    clean_passage,
    clean_related,
    clean_title,
    cut_findings,
    letter_findings,
)
from announcer.core.publications.identifiers import doi_of_link, pmid_of_link
from announcer.core.publications.names import persons, says_more
from announcer.core.publications.preprints import known_as_preprint
from announcer.core.publications.publication import (
    Abstract,
    Affiliation,
    Author,
    Dates,
    Funding,
    Link,
    LinkKind,
    MeshTerm,
    OtherIdentifier,
    Publication,
    Related,
    Relation,
    Section,
    StatedStudy,
    Translation,
)
from announcer.core.text.letters import language_of
from announcer.core.text.markup import LONGEST_WORDS
from announcer.core.text.styled import StyledText
from announcer.importers.record.model import (
    AbstractRecord,
    AffiliationRecord,
    AuthorRecord,
    PublicationRecord,
    StudyRecord,
    TranslationRecord,
)


def to_publication(record: PublicationRecord) -> Publication:
    """Return the publication, its texts cleaned, its DOI and PMID taken from the links where it names none.

    What stands on a preprint server is a preprint, whatever the record calls it.
    """
    language = record.language or language_of(record.title)
    entries = [persons([_author(author, language)]) for author in record.authors]
    links = record.links.by_kind()
    publication = Publication(
        title=clean_title(record.title, language),
        title_is_translation=record.title_is_translation,
        language=language,
        type=record.type,
        status=record.status,
        doi=record.doi
        or doi_of_link(links.get(LinkKind.DOI, ""))
        or doi_of_link(links.get(LinkKind.PUBLISHER, "")),
        pmid=record.pmid or pmid_of_link(links.get(LinkKind.PUBMED, "")),
        pmcid=record.pmcid,
        identifiers=tuple(OtherIdentifier(scheme=row.scheme, value=row.value) for row in record.identifiers),
        authors=tuple(chain.from_iterable(entries)),
        authors_complete=record.authors_complete and not any(says_more(author.name) for author in record.authors),
        affiliations=tuple(_affiliations(record.affiliations, language)),
        journal=clean_line(record.journal, language),
        journal_short=clean_line(record.journal_short, language),
        issn=record.issn,
        volume=clean_line(record.volume, language),
        issue=clean_line(record.issue, language),
        pages=clean_line(record.pages, language),
        publisher=clean_line(record.publisher, language),
        published=record.published,
        dates=Dates(**{name: getattr(record.dates, name) for name in ("online", "printed", "accepted")}),
        abstract=_abstract(record.abstract, language) if record.abstract else None,
        lay_summary=clean_line(record.lay_summary, language),
        key_sentence=clean_line(record.key_sentence, language),
        study=_study(record.study) if record.study else None,
        keywords=_keywords(record.keywords, language),
        mesh=tuple(MeshTerm(term=clean_line(row.term), is_major=row.major) for row in record.mesh),
        open_access=record.open_access,
        licence=record.licence,
        relations=tuple(Relation(kind=row.kind, doi=row.doi, pmid=row.pmid) for row in record.relations),
        funding=tuple(
            Funding(funder=clean_line(row.funder), awards=tuple(map(clean_line, row.awards)))
            for row in record.funding
        ),
        trials=record.trials,
        links=tuple(Link(kind=kind, url=url) for kind, url in links.items()),
        related=tuple(clean_related(Related(**asdict(row))) for row in record.related),
        translations={
            code: _translation(row, code, entries)
            for code, row in record.translations.items()
            if row.title or code != language
        },
        institution=clean_line(record.institution, language),
        platform=clean_line(record.platform, language),
        note=clean_line(record.note),
    )
    return known_as_preprint(publication)


def reading_findings(record: PublicationRecord) -> tuple[Finding, ...]:
    """Return what is wrong with the record's texts beyond what cleaning repairs."""
    texts = {
        "title": [record.title],
        "authors": [author.name for author in record.authors],
        "abstract": [_whole(record.abstract)],
        "lay_summary": [record.lay_summary],
        "key_sentence": [record.key_sentence],
    }
    for code, row in record.translations.items():
        texts[f"translations.{code}"] = [row.title, row.lay_summary, row.key_sentence, _whole(row.abstract)]
    titles = [record.title, *(row.title for row in record.translations.values())]
    return (
        *(one for where, those in texts.items() for one in letter_findings("\n".join(those), where)),
        *cut_findings(titles, "title", LONGEST_TITLE),
        *(one for where, those in texts.items() if where != "title" for one in cut_findings(those, where)),
        *cut_findings([record.note], "note"),
        *_iranian_date(record),
    )


def _iranian_date(record: PublicationRecord) -> Iterator[Finding]:
    """Yield what an editor should know of a date that was given by the Iranian calendar."""
    dates = (record.published, record.dates.online, record.dates.printed, record.dates.accepted)
    told = next((date for date in dates if date and date.given), None)
    if told:
        yield finding("iranian-date", where="published", given=told.given, read=told.isoformat())


def _whole(abstract: AbstractRecord | None) -> str:
    return "\n".join(section.text for section in abstract.sections) if abstract else ""


def _author(author: AuthorRecord, language: str) -> Author:
    family, given = clean_line(author.family, language), clean_line(author.given, language)
    return Author(
        name=clean_line(author.name, language) or f"{given} {family}".strip(),
        family=family,
        given=given,
        suffix=clean_line(author.suffix, language),
        is_group=author.group,
        orcid=author.orcid,
        affiliations=tuple(author.affiliations),
        is_home=author.home,
    )


def _affiliations(rows: Sequence[AffiliationRecord], language: str) -> Iterator[Affiliation]:
    for place, row in enumerate(rows, start=1):
        text = clean_line(row.text, language)
        yield Affiliation(number=row.number or place, text=text, is_home=row.home, ror=row.ror)


def _study(record: StudyRecord) -> StatedStudy:
    return StatedStudy(subjects=tuple(dict.fromkeys(record.subject)), design=record.design, people=record.people)


def _abstract(record: AbstractRecord, language: str) -> Abstract | None:
    """Return the abstract; one passage without a label is searched for labels, parts are taken as given."""
    first, *others = record.sections
    if not others and not first.label:
        found = clean_abstract(first.text, language)
        line = clean_line(record.copyright, language)
        return replace(found, copyright=line or found.copyright) if found else None
    sections = tuple(_sections(record, language))
    return Abstract(sections=sections, copyright=clean_line(record.copyright, language)) if sections else None


def _sections(record: AbstractRecord, language: str) -> Iterator[Section]:
    """Yield the parts of an abstract, as far as an abstract may go on."""
    left = LONGEST_WORDS
    for part in record.sections:
        if text := StyledText.of(clean_passage(part.text, language)).part(0, left).rich:
            left -= len(text.plain)
            yield Section(label=clean_line(part.label, language).rstrip(":"), text=text)


def _translation(record: TranslationRecord, language: str, entries: Sequence[tuple[Author, ...]]) -> Translation:
    return Translation(
        title=clean_title(record.title, language),
        authors=_names_for(record, language, entries),
        lay_summary=clean_line(record.lay_summary, language),
        key_sentence=clean_line(record.key_sentence, language),
        journal=clean_line(record.journal, language),
        keywords=_keywords(record.keywords, language),
        abstract=_abstract(record.abstract, language) if record.abstract else None,
    )


def _names_for(record: TranslationRecord, language: str, entries: Sequence[tuple[Author, ...]]) -> tuple[str, ...]:
    """Return a name for each person of the record's own `entries`; none where it is unclear whose is whose."""
    named = [persons([Author(name=clean_line(name, language))]) for name in record.authors]
    if [len(each) for each in named] != [len(each) for each in entries]:
        return ()
    return tuple(author.name for author in chain.from_iterable(named))


def _keywords(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    cleaned = (clean_line(word, language) for word in words)
    return tuple(dict.fromkeys(word for word in cleaned if word))
