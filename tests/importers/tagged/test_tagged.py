"""Records as tagged lines: what each of the three formats says, and what is refused."""

import pytest

from announcer.core.publications.publication import Publication, PublicationStatus, PublicationType, RelationKind
from announcer.importers.tagged.importer import Medline, Ris, WebOfScience
from announcer.ports.importing import Importer
from tests.importers.yielded import imported, problems, read, titles


def one(importer: Importer, text: str) -> Publication:
    (found,) = imported(importer, text)
    return found.publication


def ris(*lines: str) -> Publication:
    return one(Ris(), "\n".join(["TY  - JOUR", *lines, "ER  - "]) + "\n")


def wos(*lines: str) -> Publication:
    return one(WebOfScience(), "\n".join(["FN Clarivate", "VR 1.0", "PT J", *lines, "ER", "", "EF"]) + "\n")


def medline(*lines: str) -> Publication:
    return one(Medline(), "\n".join(["PMID- 123456", *lines, "SO  - J Salt. 2024;1:2."]) + "\n")


# RIS


def test_ris_says_the_same_under_whatever_tags_its_exporters_have() -> None:
    first = ris(
        "TI  - Salt and sleep",
        "AU  - Bell, Ann",
        "PY  - 2024",
        "T2  - Salt",
        "AB  - We slept.",
        "SP  - 1",
        "EP  - 9",
    )
    second = ris(
        "T1  - Salt and sleep", "A1  - Bell, Ann", "Y1  - 2024///", "JF  - Salt", "N2  - We slept.", "SP  - 1-9"
    )

    assert first == second
    assert first.pages == "1–9"


def test_ris_dates_of_receipt_are_not_those_of_publication() -> None:
    found = ris(
        "TI  - Salt", "Y1  - 2013", "PY  - 2013/04/18", "PY  - 2013/02/15/received", "PY  - 2013/03/14/accepted"
    )

    assert found.published
    assert found.published.isoformat() == "2013-04-18"
    assert found.dates.accepted
    assert found.dates.accepted.isoformat() == "2013-03-14"


def test_ris_a_month_in_words_goes_with_the_year_and_an_early_access_before_it() -> None:
    found = ris("TI  - Salt", "PY  - 2024", "DA  - NOV 30", "C6  - AUG 2023")

    assert found.published == found.dates.online
    assert found.published
    assert found.published.isoformat() == "2023-08"


def test_ris_identifiers_are_found_where_exporters_put_them() -> None:
    found = ris(
        "TI  - Salt",
        "M3  - 10.5555/12345678",
        "U1  - 23690738[pmid]",
        "AN  - PMC3654245",
        "SN  - 1932-8494\n1932-8486",
        "UR  - https://www.scopus.com/record?eid=2-s2.0-85000000001",
    )

    assert (found.doi, found.pmid, found.pmcid) == ("10.5555/12345678", "23690738", "PMC3654245")
    assert found.issn == ("1932-8494", "1932-8486")
    assert [each.value for each in found.identifiers] == ["2-s2.0-85000000001"]
    assert found.links == ()


def test_ris_a_dirty_doi_is_cleaned_and_one_that_is_none_is_told() -> None:
    rayyan = "10.5555/ABC.     LK  - https://example.org"
    (found,) = imported(Ris(), "TY  - JOUR\nTI  - Salt\nDO  - unknown\nER  - \n")

    assert ris("TI  - Salt", f"DO  - {rayyan}").doi == "10.5555/abc"
    assert [each.id for each in found.findings] == ["value-left-out"]


def test_ris_lines_without_a_tag_go_on_with_the_value_above() -> None:
    found = ris(
        "TI  - Salt and", "sleep", "KW  - salt", "sleep", "AB  - Background: We", "   slept.", "Methods: In beds."
    )

    assert found.title.plain == "Salt and sleep"
    assert found.keywords == ("salt", "sleep")
    assert found.abstract
    assert [part.label for part in found.abstract.sections] == ["Background", "Methods"]


def test_ris_types_are_those_of_the_form_and_of_the_database() -> None:
    def kind(form: str, *lines: str) -> PublicationType:
        return one(Ris(), "\n".join([f"TY  - {form}", "TI  - Salt", *lines, "ER  - "])).type

    assert [kind("CHAP"), kind("THES"), kind("JOUR", "M3  - Review"), kind("JOUR", "M3  - Erratum")] == [
        PublicationType.CHAPTER,
        PublicationType.OTHER,
        PublicationType.REVIEW,
        PublicationType.CORRECTION_NOTICE,
    ]


def test_ris_a_whole_journal_and_a_record_without_title_are_refused() -> None:
    found = read(Ris(), "TY  - JFULL\nTI  - Salt\nER  -\nTY  - JOUR\nER  -\nTY  - JOUR\nTI  - Bread\n")

    assert problems(found) == [
        "record 1 (line 1): it is a whole journal, not a publication (TY  - JFULL)",
        "record 2 (line 4): it has no title (TI or T1)",
        "record 3 (line 6): the file ends before the record does: its last line begins with 'ER  -'",
    ]


def test_ris_a_record_that_is_not_closed_ends_where_the_next_one_begins() -> None:
    assert titles(read(Ris(), "TY  - JOUR\nTI  - Salt\nTY  - JOUR\nTI  - Bread\nER  -\n")) == ["Salt", "Bread"]


def test_ris_5000_authors_and_a_huge_value_are_borne() -> None:
    many = "AU  - Bell, Ann\n" * 5000
    huge = f"TY  - JOUR\nTI  - Salt\nAB  - {'x' * 9_000_000}\nER  -\n"
    found = read(Ris(), f"TY  - JOUR\nTI  - Bread\n{many}ER  -\n{huge}TY  - JOUR\nTI  - Milk\nER  -\n")

    assert titles(found) == ["Bread", "Milk"]
    assert problems(found) == ["record 2 (line 5004): it has more than 8,000,000 characters"]


# Encodings


def test_a_file_of_several_encodings_is_read_line_by_line() -> None:
    def record(title: str) -> str:
        return f"TY  - JOUR\r\nTI  - {title}\r\nER  - \r\n"

    data = record("Schlaf für alle").encode() + b"\xef\xbb\xbf" + record("Salz für alle").encode("cp1252")
    found = imported(Ris(), data)

    assert [each.publication.title.plain for each in found] == ["Schlaf für alle", "Salz für alle"]
    assert [each.id for each in found[1].findings] == ["encoding-guessed"]


def test_persian_in_windows_1256_old_line_ends_and_utf_16_are_read() -> None:
    text = "TY  - JOUR\nTI  - نمک و خواب در پرستاران\nAB  - این یک چکیده است.\nER  - \n"
    for data in (text.encode("cp1256", "replace"), text.replace("\n", "\r").encode(), text.encode("utf-16")):
        (found,) = imported(Ris(), data)
        assert found.publication.language == "fa"
        assert "خواب" in found.publication.title.plain


# Web of Science


def test_wos_authors_have_their_addresses_and_orcids() -> None:
    found = wos(
        "AU Bell, A\n   Dal, C",
        "AF Bell, Ann\n   Dal, Cem",
        "TI Salt and\n   sleep",
        "C1 [Bell, Ann; Dal, Cem] Univ Oslo, Oslo, Norway.\n   [Dal, Cem] Univ Rome, Rome, Italy.",
        "OI Dal, Cem/0000-0002-1825-0097",
        "CA Salt Grp",
    )

    assert found.title.plain == "Salt and sleep"
    assert [(each.name, each.affiliations, each.orcid, each.is_group) for each in found.authors] == [
        ("Ann Bell", (1,), "", False),
        ("Cem Dal", (1, 2), "0000-0002-1825-0097", False),
        ("Salt Grp", (), "", True),
    ]
    assert [each.text for each in found.affiliations] == ["Univ Oslo, Oslo, Norway", "Univ Rome, Rome, Italy"]


def test_wos_dates_numbers_and_funding() -> None:
    found = wos(
        "TI Salt",
        "DT Review; Early Access",
        "PD FEB 25",
        "PY 2026",
        "EA JAN 2026",
        "UT WOS:000000000000001",
        "DI 10.5555/X",
        "SN 1234-5678",
        "EI 8765-4321",
        "FU Salt Fund [12, 13]; Sleep Trust",
        "CR Bell A, 2020, SALT, V1, P1, DOI 10.5555/other",
    )

    assert found.published == found.dates.online
    assert found.dates.printed
    assert found.dates.printed.isoformat() == "2026-02-25"
    assert (found.type, found.doi, found.issn) == (PublicationType.REVIEW, "10.5555/x", ("1234-5678", "8765-4321"))
    assert [(each.funder, each.awards) for each in found.funding] == [
        ("Salt Fund", ("12", "13")),
        ("Sleep Trust", ()),
    ]


# MEDLINE


def test_medline_people_come_in_their_order_with_what_is_theirs() -> None:
    found = medline(
        "TI  - Salt and sleep in\n      nurses.",
        "FAU - Bell, Ann",
        "AU  - Bell A",
        "AUID- ORCID: 0000-0002-1825-0097",
        "AD  - Unit of Salt, Oslo, Norway.",
        "AD  - Unit of Bread, Rome,\n      Italy. bell@example.org",
        "CN  - Oslo Study Group",
        "FIR - Fox, Eli",
        "IR  - Fox E",
        "AD  - A hospital.",
    )

    assert found.title.plain == "Salt and sleep in nurses"
    assert [(each.name, each.affiliations, each.orcid, each.is_group) for each in found.authors] == [
        ("Ann Bell", (1, 2), "0000-0002-1825-0097", False),
        ("Oslo Study Group", (), "", True),
    ]
    assert [each.text for each in found.affiliations] == [
        "Unit of Salt, Oslo, Norway",
        "Unit of Bread, Rome, Italy",
    ]


def test_medline_dates_identifiers_headings_and_trials() -> None:
    found = medline(
        "TI  - Salt",
        "DP  - 2016 Jan-Feb",
        "DEP - 20151220",
        "PHST- 2015/10/10 [accepted]",
        "LID - S123 [pii]",
        "AID - 10.5555/ABC [doi]",
        "PMC - PMC123",
        "MH  - *Sleep/drug effects",
        "MH  - Humans",
        "SI  - ClinicalTrials.gov/NCT01234567",
        "GR  - R01 AB12/AB/NIAB NIH HHS/United States",
        "GR  - SF/BD/1463/2019/Salt Foundation/",
        "CI  - (c) 2016 Salt.",
        "AB  - AIM: To sleep. METHODS: Beds.",
    )

    assert [
        str(each and each.isoformat()) for each in (found.published, found.dates.printed, found.dates.accepted)
    ] == [
        "2015-12-20",
        "2016-01",
        "2015-10-10",
    ]
    assert (found.doi, found.pmid, found.pmcid) == ("10.5555/abc", "123456", "PMC123")
    assert [(each.term, each.is_major) for each in found.mesh] == [("Sleep", True), ("Humans", False)]
    assert found.trials == ("NCT01234567",)
    assert [(each.funder, each.awards) for each in found.funding] == [
        ("NIAB NIH HHS", ("R01 AB12",)),
        ("Salt Foundation", ("SF/BD/1463/2019",)),
    ]
    assert found.abstract
    assert found.abstract.copyright == "(c) 2016 Salt."
    assert [part.label for part in found.abstract.sections] == ["Aim", "Methods"]


def test_medline_a_retraction_is_told_on_both_sides() -> None:
    paper = medline("TI  - Salt", "PT  - Retracted Publication", "RIN - Salt. 2024;1:3. PMID: 234567")
    notice = medline(
        "TI  - Retraction.", "PT  - Retraction of Publication", "ROF - Salt. doi: 10.5555/1. PMID: 345678"
    )
    corrected = medline("TI  - Bread", "EIN - Salt. 2024;1:4. PMID: 456789")

    assert (paper.status, corrected.status) == (PublicationStatus.RETRACTED, PublicationStatus.CORRECTED)
    assert [(each.kind, each.pmid) for each in paper.relations] == [(RelationKind.RETRACTED_BY, "234567")]
    assert notice.type is PublicationType.RETRACTION_NOTICE
    assert [(each.kind, each.doi, each.pmid) for each in notice.relations] == [
        (RelationKind.RETRACTS, "10.5555/1", "345678")
    ]


def test_medline_a_translated_title_has_its_original_beside_it_unless_it_was_transliterated() -> None:
    german = medline("TI  - [Salt and sleep].", "TT  - Salz und Schlaf.", "LA  - ger")
    persian = medline("TI  - [Salt and sleep].", "TT  - Namak va khab.", "LA  - per")

    assert german.title.plain == "Salt and sleep"
    assert german.title_is_translation
    assert {code: each.title.plain for code, each in german.translations.items()} == {"de": "Salz und Schlaf"}
    assert persian.title_is_translation
    assert persian.translations == {}


def test_medline_the_last_record_of_a_file_that_was_cut_off_is_refused() -> None:
    found = read(Medline(), "PMID- 1\nTI  - Salt\nSO  - x\n\nPMID- 2\nTI  - Bre")

    assert titles(found) == ["Salt"]
    assert problems(found) == [
        "record 2 (line 5): the file ends before the record does: PubMed ends a record with a line 'SO  -'"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "TI x" + "a" * 200_000,
        "OI " + "a" * 200_000,
        "FU " + "[(" * 100_000,
        "C1 " + "[" * 200_000,
        "C1 " + "a@" * 100_000,
    ],
)
def test_wos_long_values_take_no_more_time_than_they_are_long(line: str) -> None:
    assert read(WebOfScience(), f"FN x\nVR 1.0\nPT J\nTI Salt\n{line}\nER\n")
