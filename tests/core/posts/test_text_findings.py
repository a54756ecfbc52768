import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.findings import Level
from announcer.core.posts.counting import extract
from announcer.core.posts.text_findings import change_findings, text_findings, without_entities

LINK = "https://doi.org/10.5555/announcer.1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seen in patients.In vitro too", "seen in patients. In vitro too"),
        ("Nat.Med and J.Am.Chem.Soc", "Nat. Med and J. Am. Chem. Soc"),
        ("(J.Am.Chem.Soc.)", "(J. Am. Chem. Soc.)"),
        ("in Nat.Med,PLoS.One too", "in Nat. Med,PLoS. One too"),
        ("at ClinicalTrials.gov now", "at ClinicalTrials.\u200bgov now"),
        ("at https://GitHub.Com/a.b now", "at https://GitHub.\u200bCom/a.\u200bb now"),
        ("asked @home today", "asked @\u200bhome today"),
        ("cost $AB each", "cost $\u200bAB each"),
        ("see #tag here", "see #\u200btag here"),
    ],
)
def test_a_record_s_words_are_written_so_that_x_links_nothing(text: str, expected: str) -> None:
    result, changes = without_entities(text)

    assert result == expected
    assert extract(result) == ()
    assert changes


def test_words_that_x_leaves_alone_stay_as_they_are() -> None:
    text = "Doses of 4.2 mmHg, 10.1016/j.x and info@mui.ac.ir"

    assert without_entities(text) == (text, ())


@given(st.text(alphabet="aiIn.@#$/:com گ‌_-", max_size=40))
def test_nothing_in_any_text_is_clickable_once_it_is_rewritten(text: str) -> None:
    rewritten = without_entities(text)[0]

    assert extract(rewritten) == ()
    assert extract(f"“{rewritten}”") == extract(f"«{rewritten}»") == ()


def test_a_change_is_noted_where_the_post_shows_it() -> None:
    text, changes = without_entities("seen in patients.In vitro")

    (finding,) = change_findings(changes, text)
    assert (finding.id, finding.level) == ("entity-defused", Level.NOTE)
    assert "'patients.In' into a link" in finding.message
    assert "space" in finding.hint
    assert list(change_findings(changes, "another text")) == []


def test_an_invisible_change_has_no_hint() -> None:
    text, changes = without_entities("ask @home")

    (finding,) = change_findings(changes, text)
    assert finding.hint == ""
    assert "'@home' into a mention" in finding.message


def test_a_text_with_its_link_and_hashtags_has_no_findings() -> None:
    assert list(text_findings(f"A finding.\n\n{LINK}\n\n#BloodPressure", link=LINK)) == []


def test_a_text_needs_no_link_where_the_card_has_it() -> None:
    assert list(text_findings("A finding.", link="")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A finding.", ["template-missing-link"]),
        (f"See{LINK}", ["template-missing-link"]),
        (f"patients.In {LINK}", ["unintended-link"]),
        (f"{LINK}/more", ["template-missing-link", "unintended-link"]),
        (f"@MUI {LINK}", ["unintended-mention"]),
        (f"$AB {LINK}", ["unintended-mention"]),
        (f"hidden\u202e {LINK}", ["forbidden-character"]),
        (f"\ufefb {LINK}", ["forbidden-character"]),
    ],
)
def test_what_was_not_meant_holds_the_post(text: str, expected: list[str]) -> None:
    findings = list(text_findings(text, link=LINK))

    assert [finding.id for finding in findings] == expected
    assert all(finding.level is Level.HOLD and finding.hint for finding in findings)
