import re
from pathlib import Path

import pytest

from announcer.core.findings import Finding, Level
from announcer.core.posts.announcement import Card
from announcer.errors import OutputError, TemplateError
from announcer.ports.drawing import SampleCard
from announcer.rendering.cards.samples_page import CardsPage
from announcer.rendering.texts.web_pages import WebPages
from tests.builders import PIXEL

TEMPLATES = Path(__file__).parents[3] / "templates" / "web"


def page(out: Path) -> CardsPage:
    return CardsPage(WebPages(shipped=TEMPLATES), out)


def sample(record: str = "short", **changes: object) -> SampleCard:
    fields = {
        "template": "summary",
        "record": record,
        "language": "en",
        "card": Card(data=PIXEL, width=1, height=1),
    }
    return SampleCard(**{**fields, **changes})  # type: ignore[arg-type]


def version(out: Path) -> str:
    match = re.fullmatch(r'announcerVersion\("(\w+)"\);\n', (out / "version.js").read_text("utf-8"))
    assert match
    return match[1]


def test_the_page_shows_each_card_at_full_and_at_phone_width(tmp_path: Path) -> None:
    path = page(tmp_path).write([sample(), sample("long")])
    text = path.read_text("utf-8")

    assert (tmp_path / "pictures" / "summary-short-en.png").read_bytes() == PIXEL
    assert text.count('<img src="pictures/') == 2
    assert text.count('<img class="phone" src="pictures/') == 2
    assert "360px" in text


def test_cards_of_one_record_stand_together_in_all_templates(tmp_path: Path) -> None:
    samples = [sample("short"), sample("long"), sample("short", template="preview")]
    text = page(tmp_path).write(samples).read_text("utf-8")

    assert re.findall(r'<h2 id="(\w+)">', text) == ["short", "long"]
    assert text.index("preview-short-en.png") < text.index("summary-long-en.png")


def test_the_open_page_knows_the_version_that_it_is(tmp_path: Path) -> None:
    text = page(tmp_path).write([sample()]).read_text("utf-8")

    assert f'const shown = "{version(tmp_path)}"' in text


def test_another_picture_another_finding_and_another_problem_give_another_version(tmp_path: Path) -> None:
    finding = Finding(id="card-text-cut", level=Level.WARNING, message="cut")
    versions = []
    for card, problems in (
        (Card(data=PIXEL, width=1, height=1), []),
        (Card(data=PIXEL + b"\0", width=1, height=1), []),
        (Card(data=PIXEL, width=1, height=1, findings=(finding,)), []),
        (Card(data=PIXEL, width=1, height=1), [TemplateError("wrong")]),
    ):
        page(tmp_path).write([sample(card=card)], problems)
        versions.append(version(tmp_path))

    assert len(set(versions)) == 4


def test_the_same_cards_give_the_same_page(tmp_path: Path) -> None:
    texts = [page(tmp_path / name).write([sample()]).read_bytes() for name in ("one", "two")]

    assert texts[0] == texts[1]


def test_problems_and_findings_are_told_and_cannot_break_the_page(tmp_path: Path) -> None:
    finding = Finding(id="card-text-cut", level=Level.WARNING, message="<script>cut", where="summary: lead")
    card = Card(data=PIXEL, width=1, height=1, findings=(finding,))
    problem = TemplateError("a.toml:3: boxes.<b>", hint="mend it")
    text = page(tmp_path).write([sample(card=card, is_old=True)], [problem]).read_text("utf-8")

    assert "a.toml:3: boxes.&lt;b&gt;" in text
    assert "mend it" in text
    assert "&lt;script&gt;cut (summary: lead)" in text
    assert "from before the mistake" in text


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutputError) as caught:
        page(tmp_path / "file").write([sample()])

    assert caught.value.hint


def test_switches_offer_what_there_is_more_than_one_of(tmp_path: Path) -> None:
    samples = [sample(), sample(template="summary@square"), sample(template="title", language="fa")]
    text = page(tmp_path).write(samples).read_text("utf-8")

    assert (
        '<select name="template"><option value="">all</option><option>summary</option><option>title</option>'
        in text
    )
    assert "<option>own</option><option>square</option>" in text
    assert 'data-template="summary" data-format="square" data-language="en"' in text
    assert '<select name="language">' not in page(tmp_path / "one").write([sample()]).read_text("utf-8")


def test_a_card_that_changed_stands_over_what_it_was(tmp_path: Path) -> None:
    first = page(tmp_path).write([sample()]).read_text("utf-8")
    second = page(tmp_path).write([sample(card=Card(data=PIXEL + b"\0", width=1, height=1))]).read_text("utf-8")

    assert 'class="before"' not in first
    assert 'class="before" src="pictures/summary-short-en.before.png?' in second
    assert (tmp_path / "pictures" / "summary-short-en.before.png").read_bytes() == PIXEL
