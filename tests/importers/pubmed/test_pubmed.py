"""What is read of PubMed's XML."""

import pytest

from announcer.core.publications.publication import (
    Funding,
    MeshTerm,
    Publication,
    PublicationStatus,
    PublicationType,
    Relation,
    RelationKind,
)
from announcer.core.text.richtext import Style
from announcer.importers.registry import all_importers
from tests.importers.xml_samples import pubmed_file
from tests.importers.yielded import imported, problems, read

PUBMED = all_importers()["pubmed"]


def record(
    paper: str = "",
    *,
    title: str = "Salt.",
    journal: str = "",
    citation: str = "",
    data: str = "",
    model: str = "Print",
) -> str:
    """Return a record of these elements, a title among them."""
    named = f"<ArticleTitle>{title}</ArticleTitle>" if title else ""
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">36906534</PMID><Article PubModel="{model}">'
        f"<Journal>{journal}</Journal>{named}{paper}</Article>{citation}</MedlineCitation>"
        f"<PubmedData>{data}</PubmedData></PubmedArticle>"
    )


def publication(paper: str = "", **parts: str) -> Publication:
    (found,) = imported(PUBMED, pubmed_file([record(paper, **parts)]))
    return found.publication


def kinds(*names: str) -> str:
    inner = "".join(f"<PublicationType>{name}</PublicationType>" for name in names)
    return f"<PublicationTypeList>{inner}</PublicationTypeList>"


def test_a_title_keeps_its_styles_formulas_and_signs() -> None:
    title = (
        "<i>E. coli</i> in H<sub>2</sub>O &lt;23.0 mEq/L, "
        '<mml:math xmlns:mml="m"><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>.'
    )

    found = publication(title=title).title

    assert found.plain == "E. coli in H2O <23.0 mEq/L, x2"
    assert [run.text for run in found.runs if run.style is Style.ITALIC] == ["E. coli"]


def test_identifiers_are_the_articles_own_and_never_those_of_its_references() -> None:
    data = (
        '<ArticleIdList><ArticleId IdType="pubmed">36906534</ArticleId><ArticleId IdType="doi">10.5555/OWN'
        "</ArticleId>"
        '<ArticleId IdType="pmc">PMC123</ArticleId></ArticleIdList><ReferenceList><Reference><ArticleIdList>'
        '<ArticleId IdType="doi">10.5555/other</ArticleId></ArticleIdList></Reference></ReferenceList>'
    )
    found = publication(data=data)

    assert (found.doi, found.pmid, found.pmcid) == ("10.5555/own", "36906534", "PMC123")


@pytest.mark.parametrize(("valid", "doi"), [("Y", "10.5555/place"), ("N", "")])
def test_without_a_list_of_identifiers_the_doi_of_its_place_counts_if_it_is_valid(valid: str, doi: str) -> None:
    place = f'<ELocationID EIdType="doi" ValidYN="{valid}">10.5555/place</ELocationID>'

    assert publication(place).doi == doi


def test_authors_keep_names_groups_orcids_and_affiliations_with_numbers() -> None:
    place = "<AffiliationInfo><Affiliation>{}</Affiliation></AffiliationInfo>"
    ror = (
        "<AffiliationInfo><Affiliation>Oslo</Affiliation>"
        '<Identifier Source="ROR">https://ror.org/01xtthb56</Identifier></AffiliationInfo>'
    )
    people = (
        '<AuthorList CompleteYN="N"><Author ValidYN="Y"><LastName>Rahimi</LastName><ForeName>Sara A</ForeName>'
        f'<Suffix>Jr</Suffix><Identifier Source="ORCID">0000000218250097</Identifier>{place.format("Isfahan")}{ror}'
        f'</Author><Author ValidYN="N"><LastName>Rahmi</LastName></Author><Author><CollectiveName>Salt Group'
        f"</CollectiveName></Author><Author><LastName>Li</LastName><Initials>X</Initials>{place.format('Isfahan')}"
        "</Author></AuthorList>"
    )
    found = publication(people)

    assert [(one.family, one.given, one.suffix, one.orcid, one.affiliations) for one in found.authors] == [
        ("Rahimi", "Sara A", "Jr", "0000-0002-1825-0097", (1, 2)),
        ("", "", "", "", ()),
        ("Li", "X", "", "", (1,)),
    ]
    assert (found.authors[1].name, found.authors[1].is_group) == ("Salt Group", True)
    assert [(one.number, one.text, one.ror) for one in found.affiliations] == [
        (1, "Isfahan", ""),
        (2, "Oslo", "01xtthb56"),
    ]
    assert not found.authors_complete


@pytest.mark.parametrize(
    ("issue", "model", "electronic", "dates"),
    [
        ("<Year>2023</Year><Month>Mar</Month><Day>09</Day>", "Print", "", ("2023-03-09", "2023-03-09", None)),
        (
            "<Year>2023</Year><Month>02</Month>",
            "Print-Electronic",
            "2023-01-17",
            ("2023-01-17", "2023-02", "2023-01-17"),
        ),
        ("<Year>2023</Year>", "Electronic", "", ("2023", None, "2023")),
        ("<Year>2023</Year>", "Print-Electronic", "2023-05-02", ("2023-05-02", "2023", "2023-05-02")),
        ("<Year>2004</Year><Season>Spring</Season>", "Print", "", ("2004", "2004", None)),
        ("<Year>2004</Year><Season>Jul-Aug</Season>", "Print", "", ("2004-07", "2004-07", None)),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "Print", "", ("1998-12", "1998-12", None)),
        ("<MedlineDate>2018 May - Jun</MedlineDate>", "Print", "", ("2018-05", "2018-05", None)),
        ("<MedlineDate>2020 Jan 5-11</MedlineDate>", "Print", "", ("2020-01", "2020-01", None)),
        ("<MedlineDate>2000 Spring</MedlineDate>", "Print", "", ("2000", "2000", None)),
        ("<MedlineDate>undated</MedlineDate>", "Print", "", (None, None, None)),
    ],
)
def test_dates_are_as_precise_as_given_and_the_earliest_is_that_of_publication(
    issue: str, model: str, electronic: str, dates: tuple[str | None, ...]
) -> None:
    parts = zip(("Year", "Month", "Day"), electronic.split("-"), strict=False)
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in parts)
    journal = f"<JournalIssue><PubDate>{issue}</PubDate></JournalIssue>"
    found = publication(f"<ArticleDate>{inner}</ArticleDate>" if electronic else "", journal=journal, model=model)
    given = (found.published, found.dates.printed, found.dates.online)

    assert tuple(date.isoformat() if date else None for date in given) == dates


def test_the_journal_is_kept_with_volume_pages_and_numbers() -> None:
    journal = (
        '<ISSN IssnType="Electronic">1234-5678</ISSN><JournalIssue><Volume>3</Volume><Issue>1</Issue>'
        "</JournalIssue>"
        "<Title>Journal of salt</Title><ISOAbbreviation>J Salt</ISOAbbreviation>"
    )
    pages = "<Pagination><StartPage>12</StartPage><EndPage>20</EndPage></Pagination>"
    info = "<MedlineJournalInfo><ISSNLinking>8765-4321</ISSNLinking></MedlineJournalInfo>"
    found = publication(pages, journal=journal, citation=info)

    assert (found.journal, found.journal_short, found.issn) == (
        "Journal of salt",
        "J Salt",
        ("1234-5678", "8765-4321"),
    )
    assert (found.volume, found.issue, found.pages) == ("3", "1", "12–20")


def test_an_abstract_keeps_its_labels_and_its_copyright_line_apart() -> None:
    abstract = (
        '<Abstract><AbstractText Label="AIMS" NlmCategory="OBJECTIVE">To salt <i>mice</i>.</AbstractText>'
        '<AbstractText Label="UNLABELLED">They slept.</AbstractText>'
        "<CopyrightInformation>© 2023 Salt Press.</CopyrightInformation></Abstract>"
    )
    found = publication(abstract).abstract

    assert found is not None
    assert [(part.label, part.text.plain) for part in found.sections] == [
        ("AIMS", "To salt mice."),
        ("", "They slept."),
    ]
    assert found.copyright == "© 2023 Salt Press."


def test_a_translated_title_is_marked_and_the_original_kept_with_its_abstract() -> None:
    original = "<Language>per</Language><VernacularTitle>نمک و خواب.</VernacularTitle>"
    other = (
        '<OtherAbstract Type="Publisher" Language="per"><AbstractText>نمک خواب موش‌ها را کم می‌کند و بیداری '
        "می‌آورد."
        "</AbstractText></OtherAbstract>"
    )
    found = publication(original, title="[Salt and sleep].", citation=other)

    assert (found.title.plain, found.language, found.title_is_translation) == ("Salt and sleep", "en", True)
    assert found.translations["fa"].title.plain == "نمک و خواب"
    assert found.translations["fa"].abstract is not None


def test_a_title_that_is_not_available_gives_way_to_the_original() -> None:
    original = "<Language>fre</Language><VernacularTitle>Le sel et le sommeil.</VernacularTitle>"
    found = publication(original, title="[Not Available].")

    assert (found.title.plain, found.language, found.title_is_translation) == ("Le sel et le sommeil", "fr", False)


def test_a_summary_in_plain_language_goes_beside_the_abstract() -> None:
    summary = (
        '<OtherAbstract Type="plain-language-summary" Language="eng"><AbstractText>Salt wakes mice.</AbstractText>'
        "</OtherAbstract>"
    )

    assert publication("<Language>eng</Language>", citation=summary).lay_summary == "Salt wakes mice."


@pytest.mark.parametrize(
    ("names", "kind", "status"),
    [
        (("Journal Article",), PublicationType.ARTICLE, PublicationStatus.CURRENT),
        (("Journal Article", "Randomized Controlled Trial"), PublicationType.ARTICLE, PublicationStatus.CURRENT),
        (("Journal Article", "Systematic Review"), PublicationType.REVIEW, PublicationStatus.CURRENT),
        (("Case Reports", "Journal Article"), PublicationType.CASE_REPORT, PublicationStatus.CURRENT),
        (("Editorial", "Comment"), PublicationType.EDITORIAL, PublicationStatus.CURRENT),
        (("Journal Article", "Comment"), PublicationType.LETTER, PublicationStatus.CURRENT),
        (("Preprint",), PublicationType.PREPRINT, PublicationStatus.CURRENT),
        (("Published Erratum",), PublicationType.CORRECTION_NOTICE, PublicationStatus.CURRENT),
        (("Retraction of Publication",), PublicationType.RETRACTION_NOTICE, PublicationStatus.CURRENT),
        (("Journal Article", "Retracted Publication"), PublicationType.ARTICLE, PublicationStatus.RETRACTED),
        (("News",), PublicationType.OTHER, PublicationStatus.CURRENT),
    ],
)
def test_the_kind_is_the_most_telling_of_the_types(
    names: tuple[str, ...], kind: PublicationType, status: PublicationStatus
) -> None:
    found = publication(kinds(*names))

    assert (found.type, found.status) == (kind, status)


@pytest.mark.parametrize(
    ("ref_type", "source", "kind", "status"),
    [
        ("RetractionIn", "J. 2024", RelationKind.RETRACTED_BY, PublicationStatus.RETRACTED),
        ("ErratumIn", "J. 2024", RelationKind.CORRECTED_BY, PublicationStatus.CORRECTED),
        ("ExpressionOfConcernIn", "J. 2024", RelationKind.CONCERNED_BY, PublicationStatus.CONCERN),
        ("ErratumFor", "J. 2024", RelationKind.CORRECTS, PublicationStatus.CURRENT),
        ("RetractionOf", "J. 2024", RelationKind.RETRACTS, PublicationStatus.CURRENT),
        ("CommentOn", "J. 2024", RelationKind.COMMENTS_ON, PublicationStatus.CURRENT),
        ("UpdateOf", "medRxiv. 2022 Jan 3", RelationKind.PREPRINT, PublicationStatus.CURRENT),
        ("UpdateOf", "Cochrane Database. 2019", None, PublicationStatus.CURRENT),
        ("CommentIn", "J. 2024", None, PublicationStatus.CURRENT),
    ],
)
def test_notices_and_preprints_are_related_by_pmid_and_doi(
    ref_type: str, source: str, kind: RelationKind | None, status: PublicationStatus
) -> None:
    links = (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{ref_type}"><RefSource>{source}. doi: 10.5555/n.'
        "</RefSource><PMID>77</PMID></CommentsCorrections></CommentsCorrectionsList>"
    )
    found = publication(citation=links)

    assert found.relations == ((Relation(kind=kind, doi="10.5555/n", pmid="77"),) if kind else ())
    assert found.status is status


def test_a_correction_without_a_number_is_told_all_the_same() -> None:
    links = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="ErratumIn"><RefSource>J 2001;4:1</RefSource>'
        "</CommentsCorrections></CommentsCorrectionsList>"
    )
    found = publication(citation=links)

    assert (found.status, found.relations) == (PublicationStatus.CORRECTED, ())


def test_a_preprint_leads_to_its_article() -> None:
    links = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="UpdateIn"><RefSource>J</RefSource><PMID>78</PMID>'
        "</CommentsCorrections></CommentsCorrectionsList>"
    )

    assert publication(kinds("Preprint"), citation=links).relations == (
        Relation(kind=RelationKind.ARTICLE, pmid="78"),
    )


def test_funding_trials_keywords_and_headings_are_kept() -> None:
    numbers = "<AccessionNumberList><AccessionNumber>{}</AccessionNumber></AccessionNumberList>"
    bank = f"<DataBank><DataBankName>{{}}</DataBankName>{numbers}</DataBank>"
    paper = (
        "<GrantList><Grant><GrantID>S-1</GrantID><Agency>Salt Fund</Agency></Grant><Grant><GrantID>S-2</GrantID>"
        "<Agency>Salt Fund</Agency></Grant></GrantList>"
        f"<DataBankList>{bank.format('ClinicalTrials.gov', 'NCT01234567')}"
        f"{bank.format('GENBANK', 'AF1')}{bank.format('IRCT', 'IRCT2017')}</DataBankList>"
        f"{kinds('Journal Article', 'Randomized Controlled Trial')}"
    )
    citation = (
        "<KeywordList><Keyword>salt</Keyword><Keyword>H<sub>2</sub>O</Keyword></KeywordList><MeshHeadingList>"
        '<MeshHeading><DescriptorName MajorTopicYN="N">Sleep</DescriptorName><QualifierName MajorTopicYN="Y">drug '
        'effects</QualifierName></MeshHeading><MeshHeading><DescriptorName MajorTopicYN="N">Mice</DescriptorName>'
        "</MeshHeading></MeshHeadingList>"
    )
    found = publication(paper, citation=citation)

    assert found.funding == (Funding(funder="Salt Fund", awards=("S-1", "S-2")),)
    assert found.trials == ("NCT01234567", "IRCT2017")
    assert found.keywords == ("salt", "H₂O")
    assert found.mesh == (
        MeshTerm(term="Sleep", is_major=True),
        MeshTerm(term="Mice"),
        MeshTerm(term="Randomized Controlled Trial"),
    )


def test_books_and_chapters_are_read() -> None:
    whole = (
        "<Book><Publisher><PublisherName>Salt Press</PublisherName></Publisher><BookTitle>Salts</BookTitle>"
        "<PubDate>"
        '<Year>2020</Year></PubDate><AuthorList Type="editors"><Author><LastName>Roe</LastName></Author>'
        "</AuthorList>"
        "<Isbn>9780306406157</Isbn></Book>"
    )
    chapter = (
        '<ArticleTitle>Of bread</ArticleTitle><AuthorList Type="authors"><Author><LastName>Rahimi</LastName>'
        "</Author>"
        "</AuthorList>"
    )
    row = "<PubmedBookArticle><BookDocument><PMID>5</PMID>{}</BookDocument></PubmedBookArticle>"
    found = imported(PUBMED, pubmed_file([row.format(whole), row.format(whole + chapter)]))
    book, part = (one.publication for one in found)

    assert (book.type, book.title.plain, book.authors[0].family) == (PublicationType.BOOK, "Salts", "Roe")
    assert (part.type, part.title.plain, part.journal) == (PublicationType.CHAPTER, "Of bread", "Salts")
    assert (part.authors[0].family, part.publisher, part.identifiers[0].value) == (
        "Rahimi",
        "Salt Press",
        "9780306406157",
    )


def test_a_record_without_a_title_is_refused_and_says_why() -> None:
    found = read(PUBMED, pubmed_file([record(title=""), "<PubmedArticle/>"]))

    assert problems(found) == ["record 1 (line 4): it has no title", "record 2 (line 5): it holds no <Article>"]
