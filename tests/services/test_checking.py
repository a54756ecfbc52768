from collections.abc import Callable, Sequence
from dataclasses import replace

from announcer.core.findings import Finding, Level
from announcer.errors import BrandError, ConfigurationError, TemplateError
from announcer.services.checking import Advice, SiteCheck
from tests.builders import publication
from tests.fakes import FakePainter, FakeWriter

CHOSEN = {"posts.template": "new-publication", "card.template": "summary"}


def check(
    *,
    writer: FakeWriter | None = None,
    painter: FakePainter | None = None,
    chosen: dict[str, str] | None = None,
    lacking: Callable[[str], Sequence[str]] = lambda _language: (),
    trials: dict[str, Callable[[], object]] | None = None,
) -> SiteCheck:
    return SiteCheck(
        names=("en", "fa"),
        sample=publication(),
        languages=("en", "fa"),
        writers={"new-publication": writer or FakeWriter()},
        drawer=painter or FakePainter(),
        card_templates=("summary",),
        chosen=CHOSEN | (chosen or {}),
        lacking=lacking,
        trials=trials or {},
    )


def problems(site: SiteCheck) -> dict[str, str]:
    return {result.what: result.problem for result in site.results() if result.problem}


def test_every_name_and_every_template_is_tried_in_every_language() -> None:
    results = list(check(trials={"posting times": lambda: None}).results())

    assert [result.what for result in results] == [
        "brand",
        "posts.template",
        "card.template",
        "posts.languages (en)",
        "institution.name (en)",
        "posts.languages (fa)",
        "institution.name (fa)",
        "post template new-publication (en)",
        "card template summary (en)",
        "post template new-publication (fa)",
        "card template summary (fa)",
        "posting times",
    ]
    assert not any(result.problem for result in results)


def test_a_name_in_the_settings_that_no_template_has_is_wrong_and_the_nearest_is_named() -> None:
    found = problems(check(chosen={"posts.template": "new-publicaton", "card.template": "sumary"}))

    assert found == {
        "posts.template": "announcer.toml: posts.template: there is no template 'new-publicaton'"
        "; did you mean 'new-publication'?",
        "card.template": "announcer.toml: card.template: there is no template 'sumary'; did you mean 'summary'?",
    }


def test_a_language_that_english_stands_in_for_is_wrong() -> None:
    found = problems(check(lacking=lambda language: ["post", "phrases"] if language == "fa" else []))

    assert found == {
        "posts.languages (fa)": "there is nothing in 'fa' in post, phrases: English is used in its place"
    }


def test_a_trial_that_fails_is_wrong() -> None:
    def fail() -> None:
        raise ConfigurationError(["schedule.holidays: no such file"], hint="write it")

    (result,) = [one for one in check(trials={"posting times": fail}).results() if one.problem]

    assert (result.what, result.problem, result.hint) == (
        "posting times",
        "schedule.holidays: no such file",
        "write it",
    )


def test_a_broken_template_is_wrong_and_the_others_are_still_tried() -> None:
    wrong = TemplateError("summary.toml:3: title.size: must be a number", hint="write one")
    results = [one for one in check(painter=FakePainter(broken=wrong)).results() if "template" in one.what][2:]

    assert [result.problem for result in results] == ["", str(wrong), "", str(wrong)]
    assert results[1].hint == "write one"


def test_a_post_template_that_fails_in_one_language_is_wrong_for_it_alone() -> None:
    wrong = TemplateError("x.txt.j2:1: there is no 'titel'")

    assert list(problems(check(writer=FakeWriter(broken={"fa": wrong})))) == ["post template new-publication (fa)"]


def test_what_a_card_warns_of_is_wrong_and_what_it_notes_is_not() -> None:
    found = (
        Finding(id="a-warning", level=Level.WARNING, message="faint", hint="darker"),
        Finding(id="a-note", level=Level.NOTE, message="by the way"),
    )

    assert problems(check(painter=FakePainter(findings=found))) == {
        "card template summary (en)": "faint",
        "card template summary (fa)": "faint",
    }


def test_what_is_wrong_with_the_brand_is_reported_once_and_not_for_every_template() -> None:
    wrong = BrandError("brand.toml:9: colours.accent: 'blue' is not a colour", hint="write a hex code")
    tried = check(painter=FakePainter(broken=wrong))

    results = list(replace(tried, brand_problems=lambda _: [wrong]).results())

    assert [(result.what, result.problem) for result in results if result.problem] == [("brand", str(wrong))]
    assert results[0].hint == "write a hex code"


def test_whatever_one_check_raises_the_others_go_on() -> None:
    def break_down() -> None:
        raise RecursionError("too deep")

    def lack() -> None:
        raise PermissionError(13, "Permission denied", "queue")

    found = problems(check(trials={"one": break_down, "two": lack, "three": lambda: None}))

    assert list(found) == ["one", "two"]
    assert found["one"].startswith("the program failed at test_checking.py:")
    assert found["one"].endswith(": too deep")
    assert found["two"] == "queue: Permission denied"


def test_advice_is_a_warning() -> None:
    (result,) = [
        one for one in check(trials={"x": lambda: Advice(problem="open", hint="close")}).results() if one.problem
    ]

    assert (result.problem, result.hint, result.is_warning) == ("open", "close", True)


def test_a_language_in_which_the_institution_has_no_name_is_warned_of() -> None:
    results = list(replace(check(), languages=("en", "fa"), names=("en",)).results())

    (warned,) = [each for each in results if each.what == "institution.name (fa)"]
    assert warned.is_warning
    assert "no name in 'fa'" in warned.problem
    assert warned.hint == "add institution.name.fa"
