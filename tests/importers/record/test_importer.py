import json
import re
from pathlib import Path
from typing import Any

import pytest

from announcer.core.publications.publication import (
    Affiliation,
    Author,
    Dates,
    Funding,
    IdentifierScheme,
    LinkKind,
    MeshTerm,
    OtherIdentifier,
    PartialDate,
    Publication,
    PublicationStatus,
    PublicationType,
    Related,
    Relation,
    RelationKind,
    StatedStudy,
)
from announcer.importers.record.conversion import to_publication
from announcer.importers.record.importer import RecordJson, RecordToml
from announcer.importers.record.model import PublicationRecord
from announcer.importers.registry import all_importers
from announcer.ports.importing import Imported, Importer
from announcer.system import schemas
from tests.importers.yielded import imported, problems, read, refused, titles

WHOLE = """
title = "CD8<sup>+</sup> cells &amp; <i>E. coli</i>."
language = "en"
type = "review"
status = "corrected"
doi = "https://doi.org/10.5555/ABC"
pmid = 36906534
pmcid = "PMC123.1"
journal = "Sample &amp; Sons"
volume = 12
issue = 3
pages = "45-67"
publisher = "Sample Press"
published = "2023-04"
lay_summary = "Cells were <b>counted</b>."
key_sentence = "CO<sub>2</sub> was counted."
keywords = ["cells", "", "cells", "gut"]
open_access = true
institution = "Sample University"
platform = "Sample Platform"
note = "Made up."
affiliations = ["University of Oslo", { number = 5, text = "University of Rome", home = false }]
authors = [
  "Hansen K",
  { name = "Rossi M", affiliations = [1, 5], orcid = "https://orcid.org/0000-0002-1825-0097", home = true },
  { family = "Silva", given = "Ana" },
  { name = "Oslo Group", group = true },
]
links = { publisher = "https://publisher.example/1", page = "https://page.example/1" }
related = [{ rank = 2, title = "Salt", journal = "Rest", year = 2020 }]

[abstract]
copyright = "© 2023"
sections = [{ label = "Aims:", text = "To <i>count</i>." }, { label = "Results", text = "Four." }, { text = " " }]

[translations.fa]
title = "سلول‌هاي گاما"
lay_summary = "سلول‌ها شمرده شدند."
key_sentence = "شمردیم."
journal = "نشریه"
keywords = ["سلول"]
"""


def read_toml(text: str) -> list[Imported]:
    return imported(RecordToml(), text, "a.toml")


def record(text: str) -> Publication:
    (only,) = read_toml(text)
    return only.publication


def from_json(content: Any) -> list[Imported]:
    return imported(RecordJson(), json.dumps(content), "a.json")


def problem(text: str) -> str:
    found = refused(RecordToml(), text, "a.toml")
    assert "record-format.md" in found.hint
    return found.problem


def test_every_field_of_a_publication_can_be_given() -> None:
    given = record(WHOLE)

    assert given.title.markup == "CD8<sup>+</sup> cells &amp; <i>E. coli</i>"
    assert (given.language, given.type, given.status) == ("en", PublicationType.REVIEW, PublicationStatus.CORRECTED)
    assert (given.doi, given.pmid, given.pmcid) == ("10.5555/abc", "36906534", "PMC123")
    assert (given.journal, given.volume, given.issue, given.pages) == ("Sample & Sons", "12", "3", "45-67")
    assert (given.publisher, given.published) == ("Sample Press", PartialDate(year=2023, month=4))
    assert (given.lay_summary, given.key_sentence) == ("Cells were counted.", "CO₂ was counted.")
    assert (given.keywords, given.open_access, given.note) == (("cells", "gut"), True, "Made up.")
    assert (given.institution, given.platform) == ("Sample University", "Sample Platform")
    assert given.affiliations == (
        Affiliation(number=1, text="University of Oslo"),
        Affiliation(number=5, text="University of Rome", is_home=False),
    )
    assert given.authors == (
        Author(name="Hansen K"),
        Author(name="Rossi M", affiliations=(1, 5), orcid="0000-0002-1825-0097", is_home=True),
        Author(name="Ana Silva", family="Silva", given="Ana"),
        Author(name="Oslo Group", is_group=True),
    )
    assert given.link(LinkKind.PUBLISHER) == "https://publisher.example/1"
    assert given.link(LinkKind.PAGE) == "https://page.example/1"
    assert given.related == (Related(rank=2, title="Salt", journal="Rest", year=2020),)


def test_sections_are_taken_as_given_however_short() -> None:
    abstract = record(WHOLE).abstract

    assert abstract is not None
    assert [(part.label, part.text.markup) for part in abstract.sections] == [
        ("Aims", "To <i>count</i>."),
        ("Results", "Four."),
    ]
    assert abstract.copyright == "© 2023"


def test_a_translation_is_cleaned_in_its_own_language() -> None:
    translation = record(WHOLE).translations["fa"]

    assert translation.title.plain == "سلول‌های گاما"
    assert (translation.journal, translation.key_sentence, translation.keywords) == ("نشریه", "شمردیم.", ("سلول",))


def test_a_title_alone_is_a_record() -> None:
    assert record('title = "Salt and sleep"') == record('[[publication]]\ntitle = "Salt and sleep"')


def test_a_file_that_begins_with_a_list_of_publications_is_toml() -> None:
    data = b'[[publication]]\ntitle = "Salt and sleep"\n'

    assert RecordToml().recognises(data)
    assert not RecordJson().recognises(data)
    assert RecordJson().recognises(b'[{"title": "Salt and sleep"}]')


def test_the_language_is_taken_from_the_title_where_the_record_does_not_say() -> None:
    assert record('title = "نمك و خواب"').language == "fa"


def test_an_abstract_in_one_piece_is_read_for_labels_and_copyright() -> None:
    abstract = record(
        'title = "Salt"\nabstract = "AIM: To count cells. RESULTS: There were four. © 2023 X."'
    ).abstract

    assert abstract is not None
    assert [part.label for part in abstract.sections] == ["Aim", "Results"]
    assert abstract.copyright == "© 2023 X."


@pytest.mark.parametrize("abstract", ['"n/a"', '{ sections = [{ text = "" }, { text = "\\u200b" }] }'])
def test_an_abstract_without_words_is_none(abstract: str) -> None:
    assert record(f'title = "Salt"\nabstract = {abstract}').abstract is None


def test_a_copyright_line_given_apart_goes_before_one_in_the_text() -> None:
    text = 'title = "Salt"\n[abstract]\ncopyright = "© Us"\nsections = [{ text = "Nurses ate no salt at all." }]'

    assert (abstract := record(text).abstract) is not None
    assert abstract.copyright == "© Us"


@pytest.mark.parametrize("written", ['"1402-02-31"', '"1402-02"', '"1402"', "1402", "1402-02-20"])
def test_an_iranian_date_is_read_by_its_calendar_and_told(written: str) -> None:
    (found,) = read_toml(f'title = "Salt"\npublished = {written}\n')

    published = found.publication.published
    assert published is not None
    assert published.year == 2023
    (told,) = [each for each in found.findings if each.id == "iranian-date"]
    assert f"was read as {published.isoformat()}" in told.message


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ('"2023"', PartialDate(year=2023)),
        ("2023", PartialDate(year=2023)),
        ('"2023-04"', PartialDate(year=2023, month=4)),
        ('"2023-04-09"', PartialDate(year=2023, month=4, day=9)),
        ("2023-04-09", PartialDate(year=2023, month=4, day=9)),
        ('"2023-00-00"', PartialDate(year=2023)),
        ('"2023-04-00"', PartialDate(year=2023, month=4)),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(written: str, date: PartialDate) -> None:
    assert record(f'title = "Salt"\npublished = {written}').published == date


def test_links_tell_the_identifiers_that_the_record_does_not() -> None:
    given = record(
        'title = "Salt"\n[links]\ndoi = "https://doi.org/10.5555/A"\npubmed = "https://pubmed.ncbi.nlm.nih.gov/7/"'
    )

    assert (given.doi, given.pmid) == ("10.5555/a", "7")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("titel = 'Salt'", "titel: unknown key; did you mean 'title'?"),
        ("xyzzy = 1", "xyzzy: unknown key"),
        ("authors = [{ nam = 'A' }]", "authors[0].nam: unknown key; did you mean 'name'?"),
        ("authors = [{ given = 'A' }]", "authors[0]: expected a name, or family and given"),
        ("authors = [1]", "authors[0]: should be a table, not a number"),
        ("authors = 'A'", "authors: should be a list, not text"),
        (
            "authors = [{ name = 'A', affiliations = ['1'] }]",
            "authors[0].affiliations[0]: should be a whole number, not text",
        ),
        (
            "authors = [{ name = 'A', orcid = '12' }]",
            "authors[0].orcid: expected an ORCID iD, such as 0000-0002-1825-0097",
        ),
        ("study = 'no'", "study: should be a table, not text"),
        ("study = { subject = 'mouse' }", "study.subject[0]: expected one of mice, rats"),
        ("study = { subject = ['mice', 'rats', 'cells'] }", "study.subject: "),
        ("study = { design = 'trial' }", "study.design: expected one of protocol, scoping_review"),
        ("study = { people = 0 }", "study.people: should be at least 1, not 0"),
        ("study = { animals = 'mice' }", "study.animals: unknown key"),
        ("affiliations = ['']", "affiliations[0].text: should not be empty"),
        ("abstract = 5", "abstract: should be a table, not a number"),
        ("abstract = { sections = [] }", "abstract.sections: should not be empty"),
        (
            "abstract = { sections = [{ lable = 'A', text = 'B' }] }",
            "abstract.sections[0].lable: unknown key; did you mean 'label'?",
        ),
        ("published = '2023-02-30'", "published: day "),
        ("published = 'May 2023'", 'published: expected "2023", "2023-04" or "2023-04-09"'),
        ("published = '0000'", "published: year "),
        ("published = '2023-00-09'", "published: it has a day, but no month"),
        ("open_access = 'yes'", "open_access: should be true or false, not text"),
        ("type = 'paper'", "type: expected one of article, review, case-report"),
        ("status = 3", "status: expected one of current, corrected"),
        ("doi = '12'", "doi: expected a DOI, such as 10.5555/12345678"),
        ("pmid = 'x'", "pmid: expected a PubMed identifier"),
        ("pmcid = '1'", "pmcid: expected a PubMed Central identifier"),
        ("links = { page = 'www.example.org' }", "links.page: expected a web address"),
        ("links = { pdf = 'https://example.org' }", "links.pdf: unknown key"),
        ("language = 'English'", "language: 'English' is not a language code"),
        ("translations = { Persian = { title = 'a' } }", "translations.Persian: 'Persian' is not a language code"),
        (
            "translations = { fa = { titel = 'a' } }",
            "translations.fa.titel: unknown key; did you mean 'title'?",
        ),
        ("related = [{ rank = -1, title = 'a' }]", "related[0].rank: should be at least 0, not -1"),
        ("keywords = ['a', 5]", "keywords[1]: should be text in quotes, not a number"),
        ("journal = []", "journal: should be text in quotes, not a list"),
        ("volume = 2024-01-01", "volume: should be text in quotes, not a date or time"),
    ],
)
def test_every_problem_is_reported_with_its_key(line: str, expected: str) -> None:
    assert expected in problem(f"title = 'Salt'\n{line}")


@pytest.mark.parametrize(
    ("importer", "template", "between", "line"),
    [
        (RecordToml(), "[[publication]]\ntitle = '{}'\ndoi = '{}'\n", "\n", 5),
        (RecordJson(), '{{"title": "{}",\n"doi": "{}"}}', ",\n", 3),
    ],
)
def test_one_bad_record_of_three_is_reported_with_its_place_and_key_and_the_two_others_come(
    importer: Importer, template: str, between: str, line: int
) -> None:
    rows = [template.format(*row) for row in (("Salt", "10.5555/1"), ("Sleep", "12"), ("Work", "10.5555/3"))]
    text = between.join(rows)
    found = read(importer, text if isinstance(importer, RecordToml) else f"[{text}]")

    assert titles(found) == ["Salt", "Work"]
    assert problems(found) == [f"record 2 (line {line}): doi: expected a DOI, such as 10.5555/12345678"]


def test_all_problems_of_a_record_are_reported_at_once() -> None:
    text = "[[publication]]\ntitle = ''\n[[publication]]\ntitel = 'Salt'\ndoi = 'x'"

    assert problems(read(RecordToml(), text)) == [
        "record 1 (line 1): title: should not be empty",
        (
            "record 2 (line 3): 3 problems: title: must be given; doi: expected a DOI, such as 10.5555/12345678; "
            "titel: unknown key; did you mean 'title'?"
        ),
    ]


def test_of_very_many_problems_the_first_are_listed() -> None:
    found = refused(RecordJson(), json.dumps({"title": "Salt", "authors": [{"name": "A", "aff": 1}] * 1000}))

    assert found.problem.startswith("1000 problems: authors[0].aff: unknown key; known here: ")
    assert found.problem.endswith("; and 980 more")


def test_a_title_of_invisible_characters_is_no_title() -> None:
    assert problem('title = "\\u200b\\u0000"') == "title: it holds no text"


@pytest.mark.parametrize(
    ("importer", "text"),
    [
        (RecordToml(), "journal = 'A'\n[[publication]]\ntitle = 'Salt'"),
        (RecordJson(), '{"journal": "A", "publication": [{"title": "Salt"}]}'),
        (RecordJson(), '{"publication": [{"title": "Salt"}], "journal": "A"}'),
    ],
)
def test_keys_beside_a_list_of_records_are_reported_and_the_records_come(importer: Importer, text: str) -> None:
    found = read(importer, text)

    assert titles(found) == ["Salt"]
    assert problems(found) == ["journal: unexpected beside the list of publications"]


@pytest.mark.parametrize("text", ["publication = []", "# nothing\n[publication]\n[publication.links]"])
def test_a_file_without_a_record_is_refused(text: str) -> None:
    assert "no publication" in problem(text) or "title: must be given" in problem(text)


def test_json_holds_one_record_or_a_list_of_them() -> None:
    first, second = {"title": "Salt"}, {"title": "Sleep", "abstract": None}

    assert [row.publication.title.plain for row in from_json(first)] == ["Salt"]
    assert [row.publication.title.plain for row in from_json([first, second])] == ["Salt", "Sleep"]
    assert [row.publication.title.plain for row in from_json({"publication": [first, second]})] == ["Salt", "Sleep"]
    assert [row.publication.title.plain for row in from_json({"publication": first})] == ["Salt"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("{", "it is not JSON: Expecting property name enclosed in double quotes .at line 1"),
        ('{"title": "Salt",', "it is not JSON"),
        ("{" * 100_000, "nested too deeply|not JSON"),
        ('{"title":' + "[" * 5_000 + "]" * 5_000 + "}", "nested too deeply"),
        ('{"title": ' + "9" * 5000 + "}", "a number of too many digits"),
        ("[]", "no publication"),
        ("{}", "no publication"),
        ("[[]]", r"^the record: should be a table, not a list"),
        ('{"publication": 3}', "the record: should be a table, not a number"),
        ('{"title": "Salt", "\\ud800": 1}', "unknown key"),
    ],
)
def test_json_that_holds_no_record_is_refused_in_one_line(data: str, expected: str) -> None:
    found = refused(RecordJson(), data)

    assert re.search(expected, found.problem)
    str(found).encode()
    assert "\n" not in str(found)


def test_half_a_character_that_json_spells_out_is_shown_as_lost() -> None:
    (only,) = from_json({"title": "Salt \ud800", "keywords": ["\udfff"]})

    assert only.publication.title.plain == "Salt \ufffd"
    assert [found.id for found in only.findings] == ["mojibake"]


def test_null_is_as_good_as_a_key_left_out() -> None:
    given = {"title": "Salt", "doi": None, "authors": None, "published": None, "links": {"page": None}}

    assert from_json(given)[0].publication == from_json({"title": "Salt"})[0].publication
    assert refused(RecordJson(), '{"title": null}').problem == "title: must be given"
    assert (
        "authors[0]: should be a table, not nothing"
        in refused(RecordJson(), '{"title": "Salt", "authors": [null]}').problem
    )


def test_broken_toml_is_refused_with_its_line() -> None:
    assert "line 2" in problem('title = "Salt"\ndoi = 10.5555/a\n')


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("title = " + "9" * 5000, "a number of too many digits"),
        ("title = " + "[" * 5000, "nested too deeply"),
        (".".join("a" * 5000) + " = 1", "a key has more than 20 parts"),
    ],
)
def test_toml_made_to_break_readers_is_refused_in_one_line(data: str, expected: str) -> None:
    assert expected in problem(data)


def test_toml_with_the_line_ends_of_windows_is_read() -> None:
    assert record('title = """Salt\r\nand sleep"""\r\n').title.plain == "Salt and sleep"


def test_garbled_and_hidden_letters_are_reported_with_their_field() -> None:
    (only,) = read_toml('title = "Salt"\nlay_summary = "MÃ¼ller"\n[translations.fa]\ntitle = "نمک\\u202e"')

    assert [(found.id, found.where) for found in only.findings] == [
        ("mojibake", "lay_summary"),
        ("hidden-characters", "translations.fa"),
    ]


@pytest.mark.parametrize(
    ("line", "study"),
    [
        ("study = 'none'", StatedStudy()),
        ("study = {}", StatedStudy()),
        ("study = { subject = 'mice' }", StatedStudy(subjects=("mice",))),
        ("study = { subject = ['rats', 'cells'] }", StatedStudy(subjects=("rats", "cells"))),
        ("study = { design = 'cohort', people = 412 }", StatedStudy(design="cohort", people=412)),
        ("journal = 'Salt'", None),
    ],
)
def test_a_person_may_say_what_was_studied_and_how(line: str, study: StatedStudy | None) -> None:
    assert record(f"title = 'Salt'\n{line}").study == study


def test_an_orcid_with_a_slip_in_it_costs_no_record() -> None:
    written = 'title = "Salt"\nauthors = [{ name = "A", orcid = "0000-0002-1825-0098" }]'

    assert record(written).authors == (Author(name="A", orcid="0000-0002-1825-0098"),)


def test_the_reference_describes_every_key_and_its_examples_are_records() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "record-format.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)

    assert [key for key in schemas.known_keys(PublicationRecord) if f"`{key}`" not in page] == []
    assert len([record(example) for example in examples]) == 3


def test_a_translation_may_spell_the_authors_names() -> None:
    text = 'title = "T"\nauthors = ["Rezaei M"]\n[translations.fa]\ntitle = "ت"\nauthors = ["مریم رضایی"]\n'

    assert record(text).translations["fa"].authors == ("مریم رضایی",)


def test_a_translation_that_names_another_number_of_authors_is_reported_beside_other_problems() -> None:
    text = 'title = "T"\ndoi = "12"\nauthors = ["A"]\n[translations.fa]\ntitle = "ت"\nauthors = ["a", "b"]\n'

    assert problem(text) == (
        "2 problems: translations.fa.authors: expected a name for each author (1), found 2; "
        "doi: expected a DOI, such as 10.5555/12345678"
    )


def test_one_entry_of_several_authors_is_several_and_et_al_says_that_not_all_are_named() -> None:
    text = (
        'title = "T"\nauthors = ["Rezaei M; Karimi A", "et al."]\n'
        '[translations.fa]\ntitle = "ت"\nauthors = ["{}", "{}"]\n'
    )
    found = record(text.format("مریم رضایی؛ علی کریمی", "و همکاران"))

    assert [author.name for author in found.authors] == ["Rezaei M", "Karimi A"]
    assert not found.authors_complete
    assert found.translations["fa"].authors == ("مریم رضایی", "علی کریمی")
    assert record(text.format("مریم رضایی", "علی کریمی")).translations["fa"].authors == ()
    assert record('title = "T"\nauthors = ["Rezaei M"]').authors_complete


def test_a_record_that_was_saved_in_another_encoding_has_a_finding_for_as_long_as_it_is() -> None:
    title = 'title = "Étude de la santé publique"\n'

    def found(data: bytes) -> list[str]:
        return [finding.id for finding in imported(RecordToml(), data)[0].findings]

    assert found(title.encode("cp1252")) == ["encoding-guessed"]
    assert found(title.encode()) == []
    assert found(title.encode("cp1252")) == ["encoding-guessed"]


def test_a_record_may_say_what_databases_say_of_a_paper() -> None:
    found = record(
        """
title = "Dormir"
title_is_translation = true
authors_complete = false
authors = [{ family = "Costa", given = "Ana", suffix = "Jr" }]
affiliations = [{ text = "Isfahan University of Medical Sciences", ror = "https://ror.org/04waqzz56" }]
journal_short = "Sample J"
issn = ["1234-5679"]
licence = "https://creativecommons.org/licenses/by/4.0/"
trials = ["NCT01234567"]
dates = { online = "2026-02-03", printed = "2026-04", accepted = "2025" }
identifiers = [{ scheme = "openalex", value = "W123" }]
mesh = [{ term = "Sleep", major = true }]
relations = [{ kind = "preprint", doi = "10.5555/preprint" }, { kind = "corrected-by", pmid = 123 }]
funding = [{ funder = "Sample Fund", awards = ["A-1"] }]

[translations.pt]
title = "Dormir bem"
abstract = "Os jovens do ensaio dormiram mais depois de duas semanas."
"""
    )

    assert (found.title_is_translation, found.authors_complete, found.authors[0].suffix) == (True, False, "Jr")
    assert (found.affiliations[0].ror, found.journal_short, found.issn) == ("04waqzz56", "Sample J", ("1234-5679",))
    assert (found.licence, found.trials) == ("https://creativecommons.org/licenses/by/4.0/", ("NCT01234567",))
    assert found.dates == Dates(
        online=PartialDate(year=2026, month=2, day=3),
        printed=PartialDate(year=2026, month=4),
        accepted=PartialDate(year=2025),
    )
    assert found.identifiers == (OtherIdentifier(scheme=IdentifierScheme.OPENALEX, value="W123"),)
    assert found.mesh == (MeshTerm(term="Sleep", is_major=True),)
    assert found.relations == (
        Relation(kind=RelationKind.PREPRINT, doi="10.5555/preprint"),
        Relation(kind=RelationKind.CORRECTED_BY, pmid="123"),
    )
    assert found.funding == (Funding(funder="Sample Fund", awards=("A-1",)),)
    assert (found.translations["pt"].abstract or pytest.fail("no abstract")).plain.startswith("Os jovens")


def test_a_relation_to_nothing_and_a_ror_that_is_none_are_refused() -> None:
    assert "expected a DOI or a PMID" in problem('title = "T"\nrelations = [{ kind = "reviews" }]\n')
    assert "an identifier of ROR" in problem('title = "T"\naffiliations = [{ text = "A", ror = "x" }]\n')


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "https://schema.org", "@type": "ScholarlyArticle", "author": [{"name": "A"}]}',
        '[{"@context": "https://schema.org", "name": "One", "publisher": "B"}, {"name": "Two"}]',
        '{"@context": "https://schema.org", "@graph": [{"name": "One", "author": []}]}',
    ],
)
def test_linked_data_is_one_problem_of_the_file_and_of_no_other_format(text: str) -> None:
    assert [name for name, importer in all_importers().items() if importer.recognises(text.encode())] == [
        "record-json"
    ]
    problem = refused(RecordJson(), text)
    assert (problem.position, "JSON-LD" in problem.problem) == ("", True)


def test_a_record_of_a_preprint_server_is_a_preprint_in_any_format() -> None:
    record = PublicationRecord(title="Naps of nurses", journal="medRxiv", type=PublicationType.ARTICLE)

    assert to_publication(record).type is PublicationType.PREPRINT


def test_a_title_in_arabic_keeps_its_letters() -> None:
    found = to_publication(PublicationRecord(title="دراسة في أدب الأطفال العربي"))

    assert (found.language, found.title.plain) == ("ar", "دراسة في أدب الأطفال العربي")
