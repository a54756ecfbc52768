from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.publications.journals import journal_name, where_published
from announcer.core.publications.publication import (
    IdentifierScheme,
    Link,
    LinkKind,
    OtherIdentifier,
    PublicationType,
)
from tests.builders import publication


def page(url: str) -> Link:
    return Link(kind=LinkKind.PAGE, url=url)


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("BMJ (Clinical research ed.)", "BMJ"),
        ("Lancet (London, England)", "Lancet"),
        ("Journal of made-up physiology (Bethesda, Md. : 1985)", "Journal of Made-up Physiology"),
        ("Journal of made-up chemistry. A", "Journal of Made-up Chemistry A"),
        ("Journal of Made-up Chemistry. a", "Journal of Made-up Chemistry A"),
        (
            "Proceedings of the Sample Society. Series B, Biological sciences",
            "Proceedings of the Sample Society B: Biological Sciences",
        ),
        ("The journals of ageing. Part A, Medical sciences", "The Journals of Ageing A: Medical Sciences"),
        ("The journal of allergy. In practice", "The Journal of Allergy: In Practice"),
        ("Journal of neurosurgery. Spine", "Journal of Neurosurgery: Spine"),
        ("Hypertension research : official journal of the Sample Society", "Hypertension Research"),
        ("JAMA: The Journal of the American Medical Association", "JAMA"),
        ("Sample journal = Revue exemplaire", "Sample Journal"),
        ("Xenobiotica; the fate of foreign compounds", "Xenobiotica"),
        ("Sample Reports in Medicine (SRM)", "Sample Reports in Medicine"),
        ("Proceedings of the National Academy of Sciences of the United States of America",
         "Proceedings of the National Academy of Sciences"),
        ("The Lancet. Oncology", "The Lancet Oncology"),
        ("Nature reviews. Cancer", "Nature Reviews Cancer"),
        ("Pediatrics.", "Pediatrics"),
    ],
)  # fmt: skip
def test_places_subtitles_and_stops_come_off(printed: str, said: str) -> None:
    assert journal_name(printed) == said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("The New England journal of medicine", "The New England Journal of Medicine"),
        ("Nursing and health sciences", "Nursing and Health Sciences"),
        ("JOURNAL OF CLINICAL ONCOLOGY", "Journal of Clinical Oncology"),
        ("BMJ OPEN", "BMJ Open"),
        ("JAMA internal medicine", "JAMA Internal Medicine"),
        ("Journal of AIDS research", "Journal of AIDS Research"),
        ("PLoS ONE", "PLOS ONE"),
        ("ELIFE", "eLife"),
        ("npj digital medicine", "npj Digital Medicine"),
        ("PEDIATRICS", "Pediatrics"),
    ],
)
def test_capitals_are_those_of_a_title_and_abbreviations_keep_their_own(printed: str, said: str) -> None:
    assert journal_name(printed) == said


@pytest.mark.parametrize(
    "name",
    [
        "Revista de saúde pública",
        "Zeitschrift für Kardiologie",
        "J. Clin. Oncol.",
        "Journal of a Sample",
        "JSMA",
        "AFRICON 2009",
        "Journal of Physics A: Mathematical and Theoretical",
        "Proceedings (Sample University. Medical Center)",
        "Journal of Made-up Medicine",
        "",
        "(London)",
    ],
)
def test_what_is_not_known_to_be_wrong_stays(name: str) -> None:
    assert journal_name(name) == name


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("مجله علوم پزشکی", "مجلهٔ علوم پزشکی"),
        ("مجله دانشگاه علوم پزشکی", "مجلهٔ دانشگاه علوم پزشکی"),
        ("مجله‌ی پزشکی", "مجلهٔ پزشکی"),
        ("نشریه پرستاری", "نشریهٔ پرستاری"),
        ("فصلنامه سلامت", "فصلنامهٔ سلامت"),
        ("دوماهنامه طلوع", "دوماهنامهٔ طلوع"),
        ("فصل‌نامهٔ سلامت", "فصل‌نامهٔ سلامت"),
        ("طب جنوب", "طب جنوب"),
    ],
)
def test_a_persian_name_has_its_ezafe(printed: str, said: str) -> None:
    assert journal_name(printed) == said


def test_a_site_spells_its_journals_itself() -> None:
    assert journal_name("Journal of ijpr studies", ["IJPR"]) == "Journal of IJPR Studies"
    assert journal_name("sample BULLETIN of iran", ["Sample Bulletin of Iran"]) == "Sample Bulletin of Iran"


@pytest.mark.parametrize(
    ("doi", "publisher", "server"),
    [
        ("10.1101/2026.01.01", "", "bioRxiv"),
        ("10.1101/2026.01.01", "medRxiv", "medRxiv"),
        ("10.48550/arXiv.2601.1", "", "arXiv"),
        ("10.5555/1", "", ""),
    ],
)
def test_a_preprint_without_a_journal_came_out_on_its_server(doi: str, publisher: str, server: str) -> None:
    record = publication(type=PublicationType.PREPRINT, doi=doi, publisher=publisher)

    assert where_published(record, "") == server
    assert where_published(record, "Sample Server") == "Sample Server"
    assert where_published(publication(doi=doi), "") == ""


@pytest.mark.parametrize(
    ("record", "server"),
    [
        ({"doi": "10.1101/2026.03.09.26300001"}, "medRxiv"),
        ({"doi": "10.1101/2026.03.09.504562"}, "bioRxiv"),
        ({"doi": "10.5555/a", "publisher": "Zenodo"}, "Zenodo"),
        ({"doi": "10.31222/osf.io/abc"}, "MetaArXiv"),
        ({"doi": "", "identifiers": (OtherIdentifier(scheme=IdentifierScheme.ARXIV, value="2601.1"),)}, "arXiv"),
        ({"doi": "10.5555/a", "links": (page("https://www.medrxiv.org/content/1"),)}, "medRxiv"),
        ({"doi": "10.5555/a", "links": (page("https://arxiv.org/abs/2601.1"),)}, "arXiv"),
        ({"doi": "10.5555/a", "links": (page("https://chemrxiv.org/a"),)}, "ChemRxiv"),
        ({"doi": "10.5555/a", "links": (page("https://notarxiv.org/a"),)}, ""),
        ({"doi": "10.5555/a", "publisher": "Sample Press"}, ""),
    ],
)
def test_a_preprints_server_is_what_the_record_says_of_it(record: dict[str, Any], server: str) -> None:
    fields = {"links": (), "publisher": ""} | record

    assert where_published(publication(type=PublicationType.PREPRINT, **fields), "") == server


@given(st.text(max_size=60))
def test_a_name_is_never_lost(name: str) -> None:
    assert bool(journal_name(name)) == bool(name.strip())
