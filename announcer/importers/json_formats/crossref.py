"""Works as Crossref's REST interface gives them: one, a list, the answer to a search, or one a line.

The fields are those of https://api.crossref.org/swagger-ui; `message` stands around them in an answer.
"""

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.publication import PublicationType
from announcer.core.text.letters import language_of
from announcer.importers.building import Reading, UnusableRecordError, abstract_of
from announcer.importers.fields.affiliations import Affiliations
from announcer.importers.fields.gathered_fields import page_range, with_abstracts
from announcer.importers.fields.identifier_fields import doi_in
from announcer.importers.fields.language_names import language_by_letters, language_named
from announcer.importers.fields.publication_kinds import kind_of
from announcer.importers.fields.title_fields import title_language, whole_title
from announcer.importers.json_formats import crossref_fields as fields
from announcer.importers.json_formats.abstract_markup import parted_abstracts
from announcer.importers.json_formats.json_importer import JsonImporter
from announcer.importers.json_formats.json_values import (
    Table,
    publisher_link,
    table_of,
    text_of,
    walk,
)
from announcer.importers.record.model import LinksRecord, PublicationRecord, TranslationRecord

NO_PUBLICATIONS = {
    "component": "a part of a publication, such as a figure or a table",
    "journal": "a journal",
    "journal-volume": "a volume of a journal",
    "journal-issue": "an issue of a journal",
    "proceedings": "a volume of proceedings",
    "proceedings-series": "a series of proceedings",
    "book-series": "a series of books",
    "book-set": "a set of books",
    "book-track": "a track of a book",
    "report-series": "a series of reports",
    "report-component": "a part of a report",
    "standard-series": "a series of standards",
    "grant": "a grant",
    "database": "a database",
}
"""Types that are no publications, in words."""


def work(row: Table) -> Reading:
    """Return what a work of Crossref says.

    Raises:
        UnusableRecordError: it has no title, or is no publication.
    """
    kind = text_of(row.get("type"))
    if kind in NO_PUBLICATIONS:
        raise UnusableRecordError(f"it is {NO_PUBLICATIONS[kind]}, not a publication")
    title = whole_title(text_of(row.get("title")), text_of(row.get("subtitle")))
    if not title:
        raise UnusableRecordError("title: it has none")
    reviewed = finding("not-research", where="type", what="a report of peer review")
    findings = [reviewed] if kind == "peer-review" else []
    record = described(row, title, _type(row, kind), findings)
    return Reading(record=record, findings=tuple(findings))


def described(row: Table, title: str, kind: PublicationType, findings: list[Finding]) -> PublicationRecord:
    """Return the record of a work with that title and type, by the fields that it shares with CSL-JSON.

    What is left out is added to `findings`.
    """
    doi = doi_in([text_of(row.get("DOI"))], findings)
    code = language_named(text_of(row.get("language")))
    language, translations = _languages(row, title, code)
    abstracts = parted_abstracts(text_of(row.get("abstract")), language or language_of(title))
    for name, text in abstracts.others.items():
        if name in translations:
            translations[name] = TranslationRecord(title=translations[name].title, abstract=abstract_of(text))
    own = abstract_of(abstracts.own)
    others = [(name, abstract_of(text)) for name, text in abstracts.others.items()]
    affiliations = Affiliations()
    authors, are_all = fields.authors_of(row, affiliations, findings)
    licence = fields.open_licence(row)
    journal = _journal(row, kind)
    short = text_of(row.get("short-container-title"))
    return PublicationRecord(
        title=title,
        title_is_translation=bool(translations),
        language=language,
        type=fields.type_of_notice(row, doi) or kind,
        status=fields.status_of(row, doi),
        doi=doi,
        identifiers=fields.isbn_of(row),
        authors=authors,
        authors_complete=are_all,
        affiliations=affiliations.records,
        journal=journal,
        journal_short=short if short != journal else "",
        issn=fields.issn_of(row),
        volume=text_of(row.get("volume")),
        issue=text_of(row.get("issue")) or text_of(table_of(row.get("journal-issue")).get("issue")),
        pages=page_range(text_of(row.get("page"))) or text_of(row.get("article-number")),
        publisher=text_of(row.get("publisher")),
        published=fields.published_of(row, findings),
        dates=fields.dates_of(row),
        abstract=own,
        lay_summary=abstracts.lay,
        open_access=True if licence else None,
        licence=licence,
        relations=fields.relations_of(row, doi),
        funding=fields.grants_of(row),
        trials=fields.trials_of(row),
        links=LinksRecord(publisher=publisher_link(*walk(row.get("resource"), "primary", "URL"))),
        translations=with_abstracts(translations, others, language or language_of(title), own),
    )


def _type(row: Table, kind: str) -> PublicationType:
    if kind == "posted-content":
        is_preprint = text_of(row.get("subtype")) in {"preprint", ""}
        return PublicationType.PREPRINT if is_preprint else PublicationType.OTHER
    if not kind and row.get("ISSN"):
        return PublicationType.ARTICLE
    return kind_of([kind]) or PublicationType.OTHER


def _journal(row: Table, kind: PublicationType) -> str:
    """Return where it came out; of a preprint, the server, which stands among the institutions."""
    journal = text_of(row.get("container-title"))
    if journal or kind is not PublicationType.PREPRINT:
        return journal
    return next((name for name in map(text_of, walk(row.get("institution"), "name")) if name), "")


def _languages(row: Table, title: str, code: str) -> tuple[str, dict[str, TranslationRecord]]:
    """Return the language of the title, and the title in the paper's own language where the two differ.

    Crossref names the language of the paper alone: of an original title it is known by that or by its script.
    """
    original = text_of(row.get("original-title"))
    if not original or original.casefold() in title.casefold():
        return title_language(code, title), {}
    own = title_language(code, original) or language_of(original)
    other = language_by_letters(title) or language_of(title)
    return (other, {own: TranslationRecord(title=original)}) if own != other else (title_language(code, title), {})


CROSSREF = JsonImporter(name="crossref", reading=work, looked_for="a work of Crossref, with a title and a DOI")
