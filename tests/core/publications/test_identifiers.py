import re
from dataclasses import replace

import pytest

from announcer.core.publications.identifiers import (
    best_link,
    doi_of_link,
    doi_url,
    normal_doi,
    normal_orcid,
    normal_pmcid,
    normal_pmid,
    pmid_of_link,
    uid,
    whole_link,
)
from announcer.core.publications.publication import Link, LinkKind, PartialDate, Publication
from announcer.core.text.richtext import Rich
from tests.builders import publication

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1186/s12964-022-01012-0", "10.1186/s12964-022-01012-0"),
        ("https://doi.org/10.1186/S12964-022-01012-0", "10.1186/s12964-022-01012-0"),
        ("http://dx.doi.org/10.1000/ABC", "10.1000/abc"),
        ("doi:10.1000/abc", "10.1000/abc"),
        ("DOI: 10.1000/abc.", "10.1000/abc"),
        ("{10.1000/abc}", "10.1000/abc"),
        ("10.1000/abc, PMID 123", "10.1000/abc"),
        ("J Made-up Med 2023;4:5-6 (doi:10.1000/abc).", "10.1000/abc"),
        ("10.1000/a(b)c(d)", "10.1000/a(b)c(d)"),
        ("0.1088/0022-3727", "10.1088/0022-3727"),
        ("10/fqd6hj", "10/fqd6hj"),
        ("https://doi.org/fqd6hj", "10/fqd6hj"),
        ("10.1000/abc     LK  - https://example.org", "10.1000/abc"),
        ("https://doi.org/10.1000/a%3Cb%3E", "10.1000/a<b>"),
        ("https://doi.org/10.1000/abc?utm_source=x#top", "10.1000/abc"),
        ("10.1000/\u200babc\x00", "10.1000/abc"),
        (SICI, SICI.lower()),
        (f"https://doi.org/{SICI}", SICI.lower()),
        ("the DOI", ""),
        ("", ""),
        ("https://www.nature.com/articles/s41586-020-2649-2", ""),
        ("210.1000/abc", ""),
    ],
)
def test_a_doi_is_found_in_every_form_that_sources_give(written: str, doi: str) -> None:
    assert normal_doi(written) == doi


def test_only_addresses_of_doi_org_are_trusted_to_hold_the_papers_own_doi() -> None:
    assert doi_of_link("https://doi.org/10.1000/abc") == "10.1000/abc"
    assert doi_of_link("https://publisher.example/cites/10.1000/abc") == ""


@pytest.mark.parametrize(
    ("written", "pmid"),
    [
        ("36906534", "36906534"),
        ("PMID: 0036906534", "36906534"),
        ("https://pubmed.ncbi.nlm.nih.gov/36906534/", "36906534"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/36906534?dopt=Abstract", "36906534"),
        ("PMC123", ""),
        ("123456789", ""),
    ],
)
def test_a_pubmed_identifier_is_its_digits(written: str, pmid: str) -> None:
    assert normal_pmid(written) == pmid


def test_an_address_of_another_site_holds_no_pubmed_identifier() -> None:
    assert pmid_of_link("https://example.org/36906534") == ""


@pytest.mark.parametrize(
    ("written", "pmcid"),
    [
        ("PMC123", "PMC123"),
        ("pmcid: pmc123.2", "PMC123"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123/", "PMC123"),
        ("123", ""),
    ],
)
def test_a_pubmed_central_identifier_keeps_its_letters_and_loses_its_version(written: str, pmcid: str) -> None:
    assert normal_pmcid(written) == pmcid


def test_an_orcid_id_is_given_in_groups_of_four() -> None:
    assert normal_orcid("https://orcid.org/0000000218250097") == "0000-0002-1825-0097"
    assert normal_orcid("orcid: 0000-0002-9079-593x") == "0000-0002-9079-593X"


@pytest.mark.parametrize("written", ["1825", "0000-0002-1825-0098", "0000-0002-1825-009X", "0000-0002-9079-5930"])
def test_an_orcid_id_whose_check_digit_is_wrong_is_none(written: str) -> None:
    assert normal_orcid(written) == ""


def test_the_doi_tells_a_publication_from_others_before_anything_else() -> None:
    record = publication(pmid="1", pmcid="PMC2")

    assert uid(record) == f"doi:{record.doi}"
    assert uid(replace(record, doi="")) == "pmid:1"
    assert uid(replace(record, doi="", pmid="")) == "pmcid:PMC2"


def test_without_identifiers_the_title_journal_and_year_tell_whatever_their_case_and_accents() -> None:
    plain = Publication(title=Rich.of("Über Alles"), journal="Acta", published=PartialDate(year=2020))
    shouted = Publication(title=Rich.of("UBER ALLES."), journal="ACTA", published=PartialDate(year=2020, month=3))

    assert uid(plain) == uid(shouted)
    assert uid(plain) != uid(replace(plain, published=None))
    assert re.fullmatch("title:[0-9a-f]{16}", uid(plain))


def test_a_doi_with_brackets_is_encoded_so_that_x_takes_all_of_it() -> None:
    assert doi_url(SICI.lower()) == (
        "https://doi.org/10.1002/%28sici%291097-0258%2819980815/30%2917%3A15/16%3C1661%3A%3Aaid-sim968%3E3.0.co%3B2-2"
    )


def test_a_sign_at_the_end_of_a_link_is_encoded_because_x_would_leave_it_out() -> None:
    assert doi_url("10.1000/abc~") == "https://doi.org/10.1000/abc%7E"
    assert whole_link("https://example.org/a(b)?c=d!") == "https://example.org/a%28b%29?c=d%21"


@pytest.mark.parametrize(
    "text", ["", "javascript:alert(1)", "/rd/p.aspx", "https://", "ftp://example.org/x", "https://a b.c"]
)
def test_what_is_no_web_address_gives_no_link(text: str) -> None:
    assert whole_link(text) == ""


def test_a_persian_address_is_percent_encoded() -> None:
    assert whole_link("https://example.org/مقاله") == "https://example.org/%D9%85%D9%82%D8%A7%D9%84%D9%87"


def test_the_best_link_is_the_doi_then_publisher_then_pubmed_then_page_then_pattern() -> None:
    links = tuple(
        Link(kind=kind, url=f"https://{kind}.example/1")
        for kind in (LinkKind.PAGE, LinkKind.PUBMED, LinkKind.PUBLISHER)
    )
    record = publication(doi="10.1000/abc", links=links)

    assert best_link(record) == "https://doi.org/10.1000/abc"
    record = replace(record, doi="")
    assert best_link(record) == "https://publisher.example/1"
    record = replace(record, links=links[:2])
    assert best_link(record) == "https://pubmed.example/1"
    assert best_link(replace(record, links=(), pmid="12")) == "https://pubmed.ncbi.nlm.nih.gov/12/"
    assert best_link(replace(record, links=(), pmcid="PMC12")) == "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/"
    assert best_link(replace(record, links=links[:1])) == "https://page.example/1"


def test_a_pattern_gives_a_link_only_if_the_record_has_what_it_asks_for() -> None:
    record = publication(title=Rich.of("Night shifts"), doi="", links=())

    assert best_link(record, "https://example.org/{slug}") == "https://example.org/night-shifts"
    assert best_link(record, "https://example.org/{pmid}") == ""
    assert best_link(record) == ""


@pytest.mark.parametrize(
    ("raw", "doi"),
    [
        (
            "10.5555/(sici)1(1999)257:2&lt;50::aid&gt;3.co;2-n",
            "10.5555/(sici)1(1999)257:2<50::aid>3.co;2-n",
        ),
        ("10.5555/1523(07-512)&#91;zhu&#93;2.0.co;2", "10.5555/1523(07-512)[zhu]2.0.co;2"),
        (r"10.5555/978-3_x\_12", "10.5555/978-3_x_12"),
        ("10.5555/abc;", "10.5555/abc"),
        ("<10.5555/abc>", "10.5555/abc"),
        ("https://www.example.org/doi/full/10.5555/abc?scroll=top", "10.5555/abc"),
        ("https://www.example.org/doi/10.5555/abc#sec2", "10.5555/abc"),
        ("https://www.example.org/doi/10.5555/abc</a>", "10.5555/abc"),
        ("10.5555/abc;10.5555/def", "10.5555/abc"),
        ("10.5555/abc; https://doi.org/10.5555/def", "10.5555/abc"),
    ],
)
def test_a_doi_is_found_in_what_sources_make_of_it(raw: str, doi: str) -> None:
    assert normal_doi(raw) == doi


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://دانشگاه.ایران/a", "https://xn--mgbawv3gi04e.xn--mgba3a4f16a/a"),
        ("https://münchen.example/weg", "https://xn--mnchen-3ya.example/weg"),
        ("https://MÜNCHEN.example/weg", "https://xn--mnchen-3ya.example/weg"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://نامه\u200cای.example/", "https://xn--mgba3gch31f060k.example/"),
        ("https://例え.example:8080/道", "https://xn--r8jz45g.example:8080/%E9%81%93"),
        ("https://www.example.org/é?q=é", "https://www.example.org/%C3%A9?q=%C3%A9"),
    ],
)
def test_an_internationalised_domain_is_written_as_the_name_system_has_it(written: str, link: str) -> None:
    assert whole_link(written) == link
