from announcer.core.findings import Finding, Level
from announcer.core.posts.announcement import Card
from announcer.ports.drawing import SampleCard
from announcer.rendering.cards.gallery import ALARM, CARD_WIDTH, COLUMNS, GAP, INK, PAPER, draw_gallery
from tests.builders import publication
from tests.rendering.cards.cardmaking import Pixel, cards, fonts, pixels


def sample(card: Card, *, template: str = "summary", record: str = "short") -> SampleCard:
    return SampleCard(template=template, record=record, language="en", card=card)


def picture(*samples: SampleCard) -> list[list[Pixel]]:
    data = draw_gallery(samples, fonts())
    width, height = (int.from_bytes(data[start : start + 4], "big") for start in (16, 20))
    return pixels(Card(data=data, width=width, height=height))


CARD = cards().paint(publication(), "en", "")
FAULTY = Card(
    data=CARD.data,
    width=1200,
    height=675,
    findings=(Finding(id="card-text-cut", level=Level.WARNING, message="cut"),),
)


def test_cards_of_a_template_stand_four_in_a_row() -> None:
    four, five = picture(*[sample(CARD)] * 4), picture(*[sample(CARD)] * 5)

    assert len(four[0]) == len(five[0]) == COLUMNS * (CARD_WIDTH + GAP) + GAP
    assert len(five) - len(four) > CARD_WIDTH * 675 // 1200


def test_each_template_begins_a_row_of_its_own() -> None:
    one, two = picture(*[sample(CARD)] * 2), picture(sample(CARD), sample(CARD, template="quote"))

    assert len(two) > len(one)


def test_the_sheet_shows_the_card_on_paper_and_its_name_under_it() -> None:
    colours = {pixel for row in picture(sample(CARD)) for pixel in row}

    assert {PAPER.rgb, INK.rgb} <= colours
    assert ALARM.rgb not in colours


def test_a_card_looks_the_same_in_every_row() -> None:
    rows = picture(*[sample(CARD)] * (COLUMNS + 1))
    first = [row[GAP : GAP + CARD_WIDTH] for row in rows]
    height = CARD_WIDTH * 675 // 1200
    starts = [top for top in range(1, len(first)) if first[top - 1][0] == PAPER.rgb != first[top][0]]
    below = next(top for top in starts if top > starts[0] + height + GAP)

    assert first[starts[0] : starts[0] + height] == first[below : below + height]


def test_findings_are_told_in_red() -> None:
    assert ALARM.rgb in {pixel for row in picture(sample(FAULTY)) for pixel in row}


def test_a_gallery_of_nothing_is_an_empty_sheet() -> None:
    assert {pixel for row in picture() for pixel in row} == {PAPER.rgb}


def test_the_same_cards_give_the_same_bytes() -> None:
    assert draw_gallery([sample(CARD)], fonts()) == draw_gallery([sample(CARD)], fonts())
