from dataclasses import replace

from announcer.core.findings import Finding, Level
from announcer.errors import BrandError, TemplateError
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


def test_what_is_wrong_with_the_brand_is_told_once_and_not_for_every_template() -> None:
    wrong = BrandError("brand.toml:9: colours.accent: 'blue' is not a colour", hint="write a hex code")
    tried = check(painter=FakePainter(broken=wrong))

    results = list(replace(tried, brand_problems=lambda _: [wrong]).results())

    assert [(result.what, result.problem) for result in results] == [
        ("brand", str(wrong)),
        ("post template new-publication (en)", ""),
        ("post template new-publication (fa)", ""),
    ]
    assert results[0].hint == "write a hex code"


def test_a_brand_that_is_fine_is_said_to_be() -> None:
    results = list(replace(check(), brand_problems=lambda _: []).results())

    assert (results[0].what, results[0].problem) == ("brand", "")
    assert len(results) == 5
