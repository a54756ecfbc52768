import pytest

from announcer.core.publications.called_reviews import called_type, says_its_kind
from announcer.core.publications.publication import PublicationType
from announcer.core.text.richtext import Rich
from tests.builders import abstract, publication

REVIEW = PublicationType.REVIEW


@pytest.mark.parametrize(
    ("title", "text", "called"),
    [
        ("Naps of nurses", "In this review, respondents of earlier surveys are counted.", REVIEW),
        ("Naps of nurses: an overview", "Participants slept for an hour in most of them.", REVIEW),
        ("Naps of nurses", "Naps shorten the night, and nurses like them.", REVIEW),
        ("Naps of nurses", "The aim of the present study was to ask nurses about naps.", PublicationType.ARTICLE),
        ("A rule for naps", "A workshop ranked the rules, after a literature review.", PublicationType.ARTICLE),
        ("A nap too long: case report and review", "A nurse slept through.", PublicationType.CASE_REPORT),
    ],
)
def test_a_review_is_called_so_unless_its_own_words_say_otherwise(
    title: str, text: str, called: PublicationType
) -> None:
    record = publication(type=REVIEW, title=Rich.of(title), abstract=abstract(text))

    assert called_type(record) is called


def test_other_types_are_called_what_they_are() -> None:
    assert called_type(publication(type=PublicationType.LETTER)) is PublicationType.LETTER


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("case-report", "گزارش یک مورد سندرم در زن باردار"),
        ("case-report", "A rare tumour of the jaw: a case report"),
        ("letter", "نامه به سردبیر: سلامت روان دستیاران"),
        ("review", "Chlorinated paraffins in humans: a mini-review"),
        ("review", "مرور نظام‌مند اثر زنجبیل"),
        ("editorial", "سخن سردبیر: نشر علم"),
        ("dataset", "A data set of naps"),
    ],
)
def test_a_title_may_say_its_kind_itself(kind: str, title: str) -> None:
    record = publication(type=PublicationType(kind), title=Rich.of(title))

    assert says_its_kind(record, title)
    assert not says_its_kind(publication(type=PublicationType.ARTICLE), title)
    assert not says_its_kind(record, "Naps of nurses")


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("نامه به سردبیر: کمبود پرستار", PublicationType.LETTER),
        ("سخن سردبیر: اخلاق داوری", PublicationType.EDITORIAL),
        ("سرمقاله: خواب پرستاران", PublicationType.EDITORIAL),
        ("تحلیل نامه به سردبیر در مجله‌ها", PublicationType.ARTICLE),
        ("سرمقاله‌های یک مجله", PublicationType.ARTICLE),
    ],
)
def test_a_persian_letter_or_editorial_is_called_so_by_its_title(title: str, called: PublicationType) -> None:
    assert called_type(publication(title=Rich.of(title))) is called
