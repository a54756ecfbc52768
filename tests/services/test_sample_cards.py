from pathlib import Path

from announcer.core.publications.publication import Translation
from announcer.core.text.richtext import Rich
from announcer.errors import TemplateError
from announcer.ports.importing import Imported
from announcer.services.sample_cards import SampleOptions, Samples, draw_samples, sample_names
from tests.builders import publication
from tests.fakes import FakePainter


def record(source: str = "stress/1-short.toml", *languages: str) -> Imported:
    translations = {language: Translation(title=Rich.of("عنوان")) for language in languages}
    return Imported(publication=publication(translations=translations), source=source)


def drawn(
    *records: Imported, painter: FakePainter | None = None, templates: tuple[str, ...] = ("summary",)
) -> Samples:
    options = SampleOptions(templates=templates, languages=["en", "fa"])
    return draw_samples(records, options, drawer=painter or FakePainter())


def test_every_record_is_drawn_in_every_template_and_in_its_own_languages() -> None:
    samples = drawn(record("1-short.toml", "fa"), record("2-long.toml"), templates=("summary", "quote"))

    assert [sample.name for sample in samples.cards] == [
        "summary-short-en",
        "summary-short-fa",
        "summary-long-en",
        "quote-short-en",
        "quote-short-fa",
        "quote-long-en",
    ]


def test_a_broken_template_is_told_once_for_all_records() -> None:
    samples = drawn(record("a"), record("b"), painter=FakePainter(broken=TemplateError("summary.toml:3: wrong")))

    assert samples.cards == ()
    assert [str(problem) for problem in samples.problems] == ["summary.toml:3: wrong"]


def test_what_cannot_be_drawn_now_is_shown_as_it_was() -> None:
    before = drawn(record("a"), record("b"))
    now = drawn(record("a"), record("b"), painter=FakePainter(broken=TemplateError("wrong")))

    shown = now.over(before)
    assert [(sample.record, sample.is_old) for sample in shown.cards] == [("a", True), ("b", True)]
    assert shown.problems == now.problems


def test_without_a_problem_what_is_gone_is_gone() -> None:
    assert drawn(record("a")).over(drawn(record("a"), record("b"))) == drawn(record("a"))


def test_with_a_problem_what_was_drawn_anew_takes_its_old_place() -> None:
    earlier = drawn(record("a"), record("b"))
    partly = Samples(cards=drawn(record("b"), record("c")).cards, problems=(TemplateError("wrong"),))

    cards = partly.over(earlier).cards
    assert [(sample.record, sample.is_old) for sample in cards] == [("a", True), ("b", False), ("c", False)]


def test_records_of_one_file_are_numbered_from_the_second() -> None:
    assert sample_names([record("x/7-many.toml"), record("x/7-many.toml"), record("many")]) == [
        "many",
        "many-2",
        "many-3",
    ]


def test_the_shipped_stress_records_have_names_of_their_own() -> None:
    files = sorted((Path(__file__).parents[2] / "templates" / "stress").glob("*.toml"))
    names = sample_names([record(str(file)) for file in files])

    named = "short long persian mixed many-authors no-abstract formulas emoji-cjk figure"
    assert names == named.split()
