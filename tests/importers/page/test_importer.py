import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from announcer.core.publications.publication import LinkKind, Publication, Related
from announcer.importers.page.importer import PageHtml, PageText
from announcer.ports.importing import Imported
from tests.importers import pages, yielded

PAGE = pages.PageText()
LINKS = (
    " <a href='https://doi.org/10.1000/ABC(1)'>Publisher</a> "
    "<a class=x href='https://pubmed.ncbi.nlm.nih.gov/36906534/'>Pubmed</a>"
)


def imported(text: str) -> Imported:
    (record,) = yielded.imported(PageText(), text, "page.txt")
    return record


def imported_html(text: str) -> Publication:
    (record,) = yielded.imported(PageHtml(), text, "page.html")
    return record.publication


def test_everything_on_the_page_is_kept() -> None:
    record = imported(pages.as_text(PAGE)).publication

    assert record.title.plain == "Salt and sleep in nurses"
    assert [(author.name, author.affiliations) for author in record.authors] == [
        ("Rahimi S", (1,)),
        ("Hansen K", (2, 3)),
        ("Oslo Study Group", ()),
    ]
    assert (record.authors[0].family, record.authors[0].given) == ("Rahimi", "S")
    assert [(affiliation.number, affiliation.text) for affiliation in record.affiliations] == [
        (1, "Isfahan University of Medical Sciences, Isfahan, Iran"),
        (2, "University of Oslo, Oslo, Norway"),
        (3, "3. Medizinische Klinik, Mannheim, Germany"),
    ]
    assert (record.journal, record.published and record.published.isoformat()) == (PAGE.journal, "2023")
    assert record.abstract is not None
    assert record.abstract.plain == "Many nurses slept less at night."
    assert record.abstract.copyright == "© 2023, The Author(s)."
    assert record.related == (
        Related(rank=9, title="Sleep, work and rest", journal="Journal of Rest", year=2018),
        Related(rank=25, title="Salt in hospitals", journal="Oral Surgery, Oral Medicine", year=2024),
    )
    assert (record.institution, record.platform) == ("Sample University of Medical Sciences", "Sample Platform")
    assert (record.language, record.doi, record.links) == ("en", "", ())


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: re.sub("\n+", "\n", text),
        lambda text: text.replace("\n", "\n\n \n"),
        lambda text: re.sub(r"(?m)^  \d+\. ", "", text),
        lambda text: text.replace("Show", "Hide"),
        lambda text: text.replace("Show Affiliations\n", ""),
    ],
)
def test_the_way_of_saving_changes_nothing(changed: Callable[[str], str]) -> None:
    assert imported(changed(pages.as_text(PAGE))).publication == imported(pages.as_text(PAGE)).publication


@pytest.mark.parametrize(
    "title", ["A guide for every Publisher", "Searching Pubmed", "Authors", "Abstract", "Source"]
)
def test_html_keeps_titles_that_look_like_the_pages_own_words(title: str) -> None:
    assert imported_html(pages.as_html(replace(PAGE, title=title), links=LINKS)).title.plain == title


def test_html_gives_the_addresses_and_the_identifiers_in_them() -> None:
    record = imported_html(pages.as_html(PAGE, links=LINKS))

    assert (record.doi, record.pmid) == ("10.1000/abc(1)", "36906534")
    assert record.link(LinkKind.PUBLISHER) == "https://doi.org/10.1000/ABC%281%29"
    assert record.link(LinkKind.PUBMED) == "https://pubmed.ncbi.nlm.nih.gov/36906534/"


def test_html_and_text_of_one_page_say_the_same() -> None:
    record = imported_html(pages.as_html(PAGE, links=LINKS))

    assert replace(record, doi="", pmid="", links=()) == imported(pages.as_text(PAGE)).publication


def test_a_publishers_own_address_is_a_link_and_no_doi() -> None:
    links = "<a href='https://publisher.example/10.1000/abc'>publisher</a><a href='/relative'>Pubmed</a>"
    record = imported_html(pages.as_html(PAGE, links=links))

    assert [(link.kind, link.url) for link in record.links] == [
        (LinkKind.PUBLISHER, "https://publisher.example/10.1000/abc")
    ]
    assert (record.doi, record.pmid) == ("", "")


@pytest.mark.parametrize(
    "mark",
    [
        "<link rel='canonical' href='https://example.org/p?c=1'>",
        "<meta property='og:url' content='https://example.org/p?c=1'>",
        "<!-- saved from url=(0023)https://example.org/p?c=1 -->",
    ],
)
def test_html_gives_the_pages_own_address(mark: str) -> None:
    assert imported_html(pages.as_html(PAGE, head=mark)).link(LinkKind.PAGE) == "https://example.org/p?c=1"


def test_other_links_and_lists_of_the_page_are_no_matter() -> None:
    text = pages.as_html(PAGE, head="<link rel='icon' href='x'><meta name='a' content='b'><!-- a -->")
    text = text.replace(
        "<h2>", "</a></ul><li>Loose</li><ul><li><a href='/'>Home</a></li><li>About</li></ul><h2>"
    ).replace("<ol>", "<ol start='1'>")

    assert imported_html(text) == imported_html(pages.as_html(PAGE))


def test_html_keeps_species_and_indices_in_the_title_and_raises_no_numbers_of_authors() -> None:
    text = pages.as_html(PAGE, links=LINKS)
    text = text.replace("Salt and sleep", "<i>E. coli</i> and H<sub>2</sub>O").replace(
        "Rahimi S1", "Rahimi S<sup>1</sup>"
    )
    record = imported_html(text)

    assert record.title.markup == "<i>E. coli</i> and H<sub>2</sub>O in nurses"
    assert record.authors[0].name == "Rahimi S"


def test_html_without_links_has_their_labels_as_words() -> None:
    assert imported_html(pages.as_html(PAGE, links=" Publisher")).title.plain == PAGE.title


def test_a_part_of_a_page_is_read_as_well_as_a_whole_one() -> None:
    part = re.sub("(?s)^.*<body>|</body>.*$", "", pages.as_html(PAGE))

    assert PageHtml().recognises(f"<div>{part}</div>".encode())
    assert imported_html(f"<div>{part}</div>").title.plain == PAGE.title


def test_a_page_without_authors_keeps_its_title() -> None:
    record = imported(pages.as_text(replace(PAGE, authors=(), affiliations=()))).publication

    assert (record.title.plain, record.authors, record.affiliations) == (PAGE.title, (), ())


def test_a_page_without_the_block_of_authors_keeps_its_title() -> None:
    text = re.sub("(?s)Rahimi.*(?=Source:)", "", pages.as_text(PAGE))

    assert imported(text).publication.title.plain == PAGE.title


def test_a_page_without_abstract_has_none() -> None:
    record = imported(pages.as_text(replace(PAGE, abstract=""))).publication

    assert record.abstract is None
    assert len(record.related) == 2


def test_a_page_that_ends_after_its_source_is_a_page() -> None:
    record = imported(pages.as_text(replace(PAGE, abstract="", related=(), year=""))).publication

    assert (record.abstract, record.related, record.published) == (None, (), None)


def test_five_hundred_authors_all_come_in() -> None:
    authors = tuple(f"Sample{'abcdefghij'[n % 10]} A{n % 3 + 1}" for n in range(500))

    assert len(imported(pages.as_text(replace(PAGE, authors=authors))).publication.authors) == 500


@pytest.mark.parametrize("related", [PAGE.related, ()])
def test_an_abstract_may_hold_the_heading_of_the_list_below_it(related: tuple[str, ...]) -> None:
    abstract = "Many nurses slept less at night.\nOther Related Docs\nwere not asked at all."
    record = imported(pages.as_text(replace(PAGE, abstract=abstract, related=related))).publication

    assert record.abstract is not None
    assert record.abstract.plain.endswith("Other Related Docs were not asked at all.")
    assert len(record.related) == len(related)


def test_a_title_that_ends_in_a_bracket_parts_a_related_row_before_the_last_comma() -> None:
    row = "4. Business [APL in business], Angewandte Informatik, Applied Informatics (1984)"
    (related,) = imported(pages.as_text(replace(PAGE, related=(row,)))).publication.related

    assert (related.title, related.journal) == (
        "Business [APL in business]",
        "Angewandte Informatik, Applied Informatics",
    )


def test_related_rows_may_lack_journal_and_year() -> None:
    (related,) = imported(pages.as_text(replace(PAGE, related=("4. Salt ()",)))).publication.related

    assert related == Related(rank=4, title="Salt")


def test_a_journal_may_hold_the_word_published() -> None:
    record = imported(pages.as_text(replace(PAGE, journal="Newly Published: a Review"))).publication

    assert record.journal == "Newly Published: a Review"


@pytest.mark.parametrize(
    ("token", "name", "numbers"),
    [
        ("Moore AL 3rd2", "Moore AL 3rd", (2,)),
        ("Moore AL 3rd", "Moore AL 3rd", ()),
        ("Group 2020", "Group 2020", ()),
        ("x" * 600 + "1", "x" * 600 + "1", ()),
    ],
)
def test_only_small_numbers_glued_to_a_name_are_affiliations(
    token: str, name: str, numbers: tuple[int, ...]
) -> None:
    (author,) = imported(pages.as_text(replace(PAGE, authors=(token,)))).publication.authors

    assert (author.name, author.affiliations) == (name, numbers)


def test_a_wrapped_affiliation_is_one() -> None:
    page = replace(PAGE, affiliations=("Department of Rest,\nUniversity of Oslo", "University of Rome"))

    assert (
        imported(pages.as_text(page)).publication.affiliations[0].text == "Department of Rest, University of Oslo"
    )


def test_numbers_without_an_affiliation_are_kept() -> None:
    (author,) = imported(pages.as_text(replace(PAGE, authors=("Rahimi S1, 7",)))).publication.authors

    assert author.affiliations == (1, 7)


def test_a_persian_page_is_persian() -> None:
    page = replace(PAGE, title="نمك و خواب پرستاران", abstract="پرستاران بسیاری کمتر خوابیدند و نمک خوردند.")

    record = imported(pages.as_text(page)).publication

    assert (record.language, record.title.plain) == ("fa", "نمک و خواب پرستاران")


def test_hidden_and_garbled_letters_are_reported() -> None:
    page = replace(PAGE, title="Salt \u202eand\u202c sleep", abstract="Many nurses\x00 slept â€œlessâ€\x9d.")

    assert [(found.id, found.where) for found in imported(pages.as_text(page)).findings] == [
        ("hidden-characters", "title"),
        ("mojibake", "abstract"),
        ("hidden-characters", "abstract"),
    ]


def test_a_title_copied_without_the_invitation_above_it_is_found() -> None:
    text = pages.as_text(PAGE).split("By\n")[1]

    record = imported(text).publication

    assert (record.title.plain, record.institution, len(record.authors)) == (PAGE.title, "", 3)


@pytest.mark.parametrize(
    ("cut", "problem"),
    [
        (lambda text: text[: text.index("Source:")], "not saved whole"),
        (lambda text: text.replace(PAGE.title + PAGE.labels, "").replace(" ; ".join(PAGE.authors), ""), "no title"),
        (lambda text: text.replace(PAGE.title, "\u200b"), "no title"),
    ],
)
def test_a_page_that_is_not_whole_is_refused_with_what_is_missing(cut: Callable[[str], str], problem: str) -> None:
    refused = yielded.refused(PageText(), cut(pages.as_text(PAGE)), "page.txt")

    assert str(refused).startswith("page.txt: ")
    assert problem in refused.problem
    assert "save it again" in refused.hint


def test_html_that_ends_early_is_refused() -> None:
    text = pages.as_html(PAGE)

    assert "ends before </html>" in yielded.refused(PageHtml(), text[: text.index("</body>")]).problem


def test_text_that_ends_within_a_character_is_refused() -> None:
    text = pages.as_text(replace(PAGE, related=(), abstract="پرستاران بسیاری کمتر خوابیدند")).rstrip()

    assert "not saved whole" in yielded.refused(PageText(), text.encode()[:-1]).problem
