from announcer.rendering.cards.painting.colour import BLACK, WHITE, Colour
from announcer.rendering.cards.painting.painter import Background

RED = Colour(255, 0, 0)


def behind() -> Background:
    return Background([((0, 0, 100, 50), WHITE)])


def test_where_nothing_was_drawn_lies_the_colour_of_the_canvas() -> None:
    assert behind().colour((10, 10, 20, 20)) == WHITE


def test_the_last_fill_shows_and_its_neighbours_do_not_matter() -> None:
    drawn = behind()
    drawn.cover((0, 0, 50, 50), BLACK)
    drawn.cover((10, 10, 40, 40), RED)

    assert drawn.colour((10, 10, 40, 40)) == RED
    assert drawn.colour((0, 0, 10, 50)) == BLACK
    assert drawn.colour((50, 0, 60, 10)) == WHITE


def test_an_area_over_an_edge_or_off_the_canvas_has_no_one_colour() -> None:
    drawn = behind()
    drawn.cover((0, 0, 50, 50), WHITE)

    assert drawn.colour((40, 0, 60, 10)) is None
    assert drawn.colour((-5, 0, 10, 10)) is None
    assert drawn.colour((200, 0, 210, 10)) is None


def test_what_a_picture_covers_is_not_known() -> None:
    drawn = behind()
    drawn.cover((0, 0, 50, 50))

    assert drawn.colour((20, 20, 30, 30)) is None
    assert drawn.colour((50, 20, 60, 30)) == WHITE


def test_a_copy_is_covered_apart() -> None:
    drawn = behind()
    drawn.copy().cover((0, 0, 100, 50), RED)

    assert drawn.colour((0, 0, 10, 10)) == WHITE
