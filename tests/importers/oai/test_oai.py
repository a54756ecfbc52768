"""What is read of answers of OAI-PMH."""

import pytest

from announcer.core.publications.publication import (
    OtherIdentifier,
    Publication,
    PublicationType,
    Relation,
    RelationKind,
)
from announcer.importers.registry import all_importers
from tests.importers.xml_samples import oai_file
from tests.importers.yielded import imported, problems, read, titles

OAI = all_importers()["oai"]


def record(metadata: str, *, status: str = "") -> str:
    attribute = f' status="{status}"' if status else ""
    inner = f"<metadata>{metadata}</metadata>" if metadata else ""
    return f"<record><header{attribute}><identifier>oai:a:1</identifier></header>{inner}</record>"


def dc(**elements: str | list[str]) -> str:
    """Return a record in Dublin Core; a value may begin with `fa|` for the language that it names."""
    parts = ["<dc:title>Salt</dc:title>"] if "title" not in elements else []
    for name, values in elements.items():
        for value in [values] if isinstance(values, str) else values:
            code, bar, text = value.partition("|")
            parts.append(
                f'<dc:{name} xml:lang="{code}">{text}</dc:{name}>' if bar else f"<dc:{name}>{value}</dc:{name}>"
            )
    return record(f'<oai_dc:dc xmlns:oai_dc="o" xmlns:dc="d">{"".join(parts)}</oai_dc:dc>')


def publication(content: str) -> Publication:
    (found,) = imported(OAI, oai_file([content]))
    return found.publication


@pytest.mark.parametrize(
    ("elements", "doi"),
    [
        ({"identifier": "doi:10.5555/Salt"}, "10.5555/salt"),
        ({"identifier": ["http://hdl.handle.net/1/2", "https://doi.org/10.5555/salt"]}, "10.5555/salt"),
        ({"identifier": "Rahimi S. Salt. J Salt 2020;3:1. doi:10.5555/salt."}, "10.5555/salt"),
        ({"relation": "10.5555/salt"}, "10.5555/salt"),
        ({"relation": "doi:10.5555/another"}, ""),
        ({"rights": "Citation: J Salt. 2020. doi: 10.5555/salt. Epub"}, "10.5555/salt"),
        ({"identifier": "https://example.org/10.5555/page"}, ""),
    ],
)
def test_the_doi_is_found_where_repositories_write_it(elements: dict[str, str | list[str]], doi: str) -> None:
    assert publication(dc(**elements)).doi == doi


def test_identifiers_are_all_kept_and_the_page_is_the_link() -> None:
    identifiers = [
        *("http://www.ncbi.nlm.nih.gov/pmc/articles/PMC12/", "http://www.ncbi.nlm.nih.gov/pubmed/34"),
        *("https://repository.example.org/handle/1810/2", "https://example.org/a.pdf", "urn:isbn:9780306406157"),
    ]
    found = publication(dc(identifier=identifiers))

    assert (found.pmid, found.pmcid) == ("34", "PMC12")
    assert [(one.scheme.value, one.value) for one in found.identifiers] == [
        ("repository", "oai:a:1"),
        ("handle", "1810/2"),
        ("isbn", "9780306406157"),
    ]
    assert [link.url for link in found.links] == ["https://repository.example.org/handle/1810/2"]


@pytest.mark.parametrize(
    ("creator", "family", "name", "affiliations"),
    [
        ("Rahimi, Sara", "Rahimi", "Sara Rahimi", []),
        ("Sara Rahimi", "", "Sara Rahimi", []),
        ("Rahimi, Sara; IUMS, Isfahan, Iran", "Rahimi", "Sara Rahimi", ["IUMS, Isfahan, Iran"]),
    ],
)
def test_authors_are_read_in_every_spelling(creator: str, family: str, name: str, affiliations: list[str]) -> None:
    found = publication(dc(creator=creator))

    assert [(one.family, one.name) for one in found.authors] == [(family, name)]
    assert [one.text for one in found.affiliations] == affiliations


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        (["2013-05-31T06:51:07Z", "2012", "2013-05-31"], "2012"),
        (["2014-12-22", "2007-09-13"], "2007-09-13"),
        (["2015-05-13T20:00:00Z"], "2015-05-13"),
        (["2015-01-01T08:00:00Z"], "2015"),
        (["info:eu-repo/date/embargoEnd/2018-05-27", "2015"], "2015"),
        (["n.d."], None),
    ],
)
def test_of_several_dates_the_one_of_publication_is_taken(dates: list[str], published: str | None) -> None:
    found = publication(dc(date=dates)).published

    assert (found.isoformat() if found else None) == published


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("Journal of Salt; Vol 3, No 2 (2019); 12-20", ("Journal of Salt", "3", "2", "12–20")),
        ("Journal of Salt; Vol. 3 No. 2 (2019): Spring; 12-20", ("Journal of Salt", "3", "2", "12–20")),
        ("Evolution: 29 (1975) no. 4, pp. 750-762", ("Evolution", "29", "4", "750–762")),
        ("مجله نمک; دوره 3, شماره 2 (1398); 12-20", ("مجله نمک", "3", "2", "12–20")),
        ("Faculty Papers", ("", "", "", "")),
    ],
)
def test_a_journal_is_told_from_a_collection(source: str, place: tuple[str, ...]) -> None:
    found = publication(dc(source=source))

    assert (found.journal, found.volume, found.issue, found.pages) == place


def test_a_source_with_an_issn_beside_it_is_a_journal() -> None:
    found = publication(dc(source=["Journal of Salt", "ISSN: 1234-5678"]))

    assert (found.journal, found.issn) == ("Journal of Salt", ("1234-5678",))


def test_languages_are_kept_apart() -> None:
    long = "fa|نمک خواب موش‌ها را کم می‌کند و بیداری می‌آورد."
    content = dc(
        title=["en-US|Salt", "fa-IR|نمک"],
        description=["en-US|Salt wakes mice and lets them sleep less.", long],
        subject=["en-US|salt", "fa-IR|نمک"],
        language="eng",
    )
    found = publication(content)

    assert (found.title.plain, found.language, found.keywords) == ("Salt", "en", ("salt",))
    assert found.abstract is not None
    assert (found.translations["fa"].title.plain, found.translations["fa"].keywords) == ("نمک", ("نمک",))
    assert found.translations["fa"].abstract is not None


def test_a_remark_of_the_repository_is_no_abstract() -> None:
    remark = "This is the final published version of the article, which came out in the Journal of Salt."
    found = publication(dc(description=[remark, "Salt wakes mice and lets them sleep less."])).abstract

    assert found is not None
    assert found.plain == "Salt wakes mice and lets them sleep less."


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        ("info:eu-repo/semantics/doctoralThesis", PublicationType.OTHER),
        (["Text", "info:eu-repo/semantics/article"], PublicationType.ARTICLE),
        ("Book chapter", PublicationType.CHAPTER),
        ("Yüksek lisans", PublicationType.OTHER),
        ("info:eu-repo/semantics/preprint", PublicationType.PREPRINT),
        ("something", PublicationType.ARTICLE),
    ],
)
def test_kinds(types: str | list[str], kind: PublicationType) -> None:
    assert publication(dc(type=types)).type is kind


def test_the_doi_of_a_preprint_of_arxiv_is_that_of_its_article() -> None:
    found = publication(dc(identifier=["http://arxiv.org/abs/0804.0053", "doi:10.5555/article"]))

    assert (found.type, found.doi) == (PublicationType.PREPRINT, "")
    assert found.relations == (Relation(kind=RelationKind.ARTICLE, doi="10.5555/article"),)
    assert OtherIdentifier(scheme=found.identifiers[1].scheme, value="0804.0053") in found.identifiers


def test_the_licence_of_a_manuscript_opens_nothing() -> None:
    rights = "http://creativecommons.org/licenses/by/4.0/"

    assert publication(dc(rights=rights)).open_access is True
    assert publication(dc(rights=rights, type="info:eu-repo/semantics/acceptedVersion")).open_access is None
    assert publication(dc(rights="info:eu-repo/semantics/openAccess")).open_access is None


def test_mods_is_read() -> None:
    content = (
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><nonSort>The</nonSort><title>salt</title>'
        "<subTitle>a trial"
        '</subTitle></titleInfo><titleInfo type="translated" lang="per"><title>نمک</title></titleInfo><name '
        'type="personal">'
        '<namePart type="family">Rahimi</namePart><namePart type="given">Sara</namePart><role><roleTerm>author'
        "</roleTerm>"
        "</role><affiliation>IUMS</affiliation></name><name><namePart>Roe, R</namePart><role><roleTerm>editor"
        "</roleTerm>"
        "</role></name><genre>article</genre><originInfo><dateIssued>2020-03</dateIssued></originInfo><language>"
        '<languageTerm>eng</languageTerm></language><relatedItem type="host"><titleInfo><title>Journal of Salt'
        "</title>"
        '</titleInfo><identifier type="issn">1234-5678</identifier><part><detail type="volume"><number>3'
        "</number></detail>"
        '<extent><start>12</start><end>20</end></extent></part></relatedItem><identifier type="doi">10.5555/salt'
        "</identifier><location><url>https://example.org/salt</url></location></mods>"
    )
    found = publication(record(content))

    assert (found.title.plain, found.doi, found.journal) == ("The salt: a trial", "10.5555/salt", "Journal of Salt")
    assert (found.volume, found.pages, found.issn) == ("3", "12–20", ("1234-5678",))
    assert [(one.family, one.given, one.affiliations) for one in found.authors] == [("Rahimi", "Sara", (1,))]
    assert found.published is not None
    assert (found.published.isoformat(), found.translations["fa"].title.plain) == ("2020-03", "نمک")


def test_jats_is_read() -> None:
    meta = "<article-meta><title-group><article-title>Salt</article-title></title-group></article-meta>"
    article = f'<article xmlns="j"><front>{meta}</front><body>x</body></article>'

    assert publication(record(article)).title.plain == "Salt"


def test_a_record_of_marc_within_is_part_of_its_record() -> None:
    marc = '<record xmlns="m"><leader/></record>'
    found = read(OAI, oai_file([record(marc), dc(title="Salt")]))

    assert titles(found) == ["Salt"]
    assert problems(found) == [
        "record 1 (line 3): its metadata are in a form that is not read (<record>); oai_dc, MODS and JATS are"
    ]


def test_an_answer_without_records_is_told_in_the_repositorys_words() -> None:
    answer = '<OAI-PMH><error code="noRecordsMatch">No record has that date.</error></OAI-PMH>'

    assert problems(read(OAI, answer)) == [
        "record 1 (line 1): the repository gave no records: No record has that date."
    ]


def test_a_list_that_goes_on_elsewhere_is_told_and_the_end_of_one_is_not() -> None:
    last = "<resumptionToken completeListSize='2'> </resumptionToken><resumptionToken/>"
    found = read(OAI, oai_file([dc(title="Salt"), last]))
    assert titles(found) == ["Salt"]
    assert problems(found) == []

    found = read(OAI, oai_file([dc(title="Salt"), "<resumptionToken cursor='0'>a!1</resumptionToken>"]))
    assert titles(found) == ["Salt"]
    assert problems(found)[0].endswith(
        "the list goes on: save what the repository answers to verb=ListRecords&resumptionToken=a!1, too"
    )


def test_what_the_repository_has_deleted_is_told() -> None:
    found = read(OAI, oai_file([record("", status="deleted"), dc(title="Salt"), record("")]))

    assert titles(found) == ["Salt"]
    assert problems(found) == [
        "record 1 (line 3): the repository has deleted oai:a:1",
        "record 3 (line 5): it holds no metadata",
    ]
