import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.findings import Level
from announcer.core.posts.counting import extract
from announcer.core.posts.text_findings import defused, defused_findings, text_findings

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
    result, changes = defused(text)

    assert result == expected
    assert extract(result) == ()
    assert changes


def test_words_that_x_leaves_alone_stay_as_they_are() -> None:
    text = "Doses of 4.2 mmHg, 10.1016/j.x and info@mui.ac.ir"

    assert defused(text) == (text, ())


@given(st.text(alphabet="aiIn.@#$/:com گ‌_-", max_size=40))
def test_nothing_in_any_text_is_clickable_once_defused(text: str) -> None:
    quiet = defused(text)[0]

    assert extract(quiet) == ()
    assert extract(f"“{quiet}”") == extract(f"«{quiet}»") == ()


def test_a_change_is_noted_where_the_post_shows_it() -> None:
    text, changes = defused("seen in patients.In vitro")

    (finding,) = defused_findings(changes, text)
    assert (finding.id, finding.level) == ("entity-defused", Level.NOTE)
    assert "link of 'patients.In'" in finding.message
    assert "space" in finding.hint
    assert list(defused_findings(changes, "another text")) == []


def test_an_invisible_change_has_no_remedy_to_propose() -> None:
    text, changes = defused("ask @home")

    (finding,) = defused_findings(changes, text)
    assert finding.hint == ""
    assert "a mention of '@home'" in finding.message


def test_a_text_with_its_link_and_hashtags_has_no_findings() -> None:
    assert list(text_findings(f"A finding.\n\n{LINK}\n\n#BloodPressure", link=LINK)) == []


def test_a_text_need_not_hold_a_link_that_the_card_carries() -> None:
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
