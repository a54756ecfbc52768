"""Our post is recognised among those an account shows, and no other is taken for it."""

from typing import Any

import pytest

from announcer.channels.x.timeline import recognise
from tests.fakex_world import FakePost, shown
from tests.xbuilders import LINK, x_post

OTHER = "https://doi.org/10.5555/announcer.2"


def entry(
    text: str = "", *, number: int = 1, media: tuple[str, ...] = ("12345678",), bare: bool = False
) -> dict[str, Any]:
    post = FakePost(id=str(number), text=text or x_post().text, created_at=0.0, media=media, alt_texts=())
    return shown(post, bare=bare)


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("media", [(), ("12345678",)])
def test_the_post_is_recognised_through_shortened_links_and_escaped_signs(
    media: tuple[str, ...], *, bare: bool
) -> None:
    assert recognise(x_post(), [entry(media=media, bare=bare)]) == "1"


def test_a_persian_text_is_recognised() -> None:
    post = x_post(text=f"شیفت‌های شب و فشار خون در ۴۱۲ پرستار\n{LINK}\n#علوم_پزشکی")

    assert recognise(post, [entry(post.text)]) == "1"


def test_the_same_words_with_another_link_are_another_post() -> None:
    assert recognise(x_post(), [entry(x_post().text.replace(LINK, OTHER))]) == ""


def test_the_same_link_with_other_words_is_another_post() -> None:
    assert recognise(x_post(), [entry(f"Our most read papers of the year start with this one: {LINK}")]) == ""


def test_a_text_that_x_has_cut_is_recognised_by_its_link_and_most_of_its_words() -> None:
    cut = x_post().text.replace("<2 years>", "").replace(" #MedSci", "")

    assert recognise(x_post(), [entry(cut)]) == "1"


def test_the_whole_of_a_long_post_is_read() -> None:
    long = entry() | {"text": "Night shifts…", "note_post": {"text": entry()["text"]}}

    assert recognise(x_post(), [long]) == "1"


def test_of_several_the_oldest_is_the_post() -> None:
    assert recognise(x_post(), [entry(number=3), entry(number=2), entry("Chat", number=1)]) == "2"


def test_the_same_text_comes_before_a_similar_one() -> None:
    similar = entry(x_post().text + " again", number=1)

    assert recognise(x_post(), [entry(number=2), similar]) == "2"


def test_a_link_that_x_writes_in_other_characters_is_the_same() -> None:
    post = x_post(text="Title https://mui.ac.ir/%D9%85/1", link="https://mui.ac.ir/%D9%85/1")

    assert recognise(post, [entry("Title https://mui.ac.ir/م/1/")]) == "1"


def test_a_post_without_a_link_is_told_by_its_words() -> None:
    post = x_post(text="Night shifts raise blood pressure #MedSci")

    assert recognise(post, [entry("Something else", number=2), entry(post.text)]) == "1"
    assert recognise(x_post(text="Night shifts", link=""), [entry("Day shifts")]) == ""


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        5,
        {},
        {"id": "x1", "text": x_post().text},
        {"id": "7"},
        {"id": "7", "text": None, "entities": []},
        {"id": "7", "text": 5, "entities": {"urls": {}}},
        {"id": "7", "text": "a", "entities": {"urls": [None, {"expanded_url": 5}]}},
    ],
)
def test_what_does_not_look_like_a_post_is_passed_over(nonsense: Any) -> None:
    assert recognise(x_post(), [nonsense]) == ""
