from announcer.core.findings import Finding, Level
from announcer.errors import TemplateError
from announcer.services.checking import SiteCheck
from tests.builders import publication
from tests.fakes import FakePainter, FakeWriter


def check(*, writer: FakeWriter | None = None, painter: FakePainter | None = None) -> SiteCheck:
    return SiteCheck(
        sample=publication(),
        languages=("en", "fa"),
        writers={"new-publication": writer or FakeWriter()},
        drawer=painter or FakePainter(),
        card_templates=("summary",),
    )


def test_every_template_is_tried_in_every_language() -> None:
    results = list(check().results())

    assert [result.what for result in results] == [
        "post template new-publication (en)",
        "card template summary (en)",
        "post template new-publication (fa)",
        "card template summary (fa)",
    ]
    assert not any(result.problem for result in results)


def test_a_broken_template_is_told_and_the_others_are_still_tried() -> None:
    wrong = TemplateError("summary.toml:3: title.size: must be a number", hint="write one")
    results = list(check(painter=FakePainter(broken=wrong)).results())

    assert [result.problem for result in results] == ["", str(wrong), "", str(wrong)]
    assert results[1].hint == "write one"


def test_a_post_template_that_fails_in_one_language_is_told_for_it_alone() -> None:
    wrong = TemplateError("x.txt.j2:1: there is no 'titel'")
    results = list(check(writer=FakeWriter(broken={"fa": wrong})).results())

    assert [bool(result.problem) for result in results] == [False, False, True, False]


def test_what_a_card_warns_of_is_told_and_what_it_notes_is_not() -> None:
    found = (
        Finding(id="a-warning", level=Level.WARNING, message="faint", hint="darker"),
        Finding(id="a-note", level=Level.NOTE, message="by the way"),
    )
    results = list(check(painter=FakePainter(findings=found)).results())

    assert [result.problem for result in results] == ["", "faint", "", "faint"]
