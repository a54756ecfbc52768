"""What an editor may change."""

from dataclasses import replace
from pathlib import Path

import pytest

from announcer.channels.x.rules import X_RULES
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.errors import UsageError
from announcer.ports.store import Edit
from announcer.services.review.editing import LARGEST_CARD, as_edit, card_type, check_edit
from announcer.store.opening import open_sqlite
from tests.builders import announcement
from tests.fakes import FakeClock
from tests.queueing import new


def in_queue(tmp_path: Path) -> Queued:
    store = open_sqlite(tmp_path / "announcer.db", clock=FakeClock())
    store.add(new(), state=State.IN_REVIEW, actor="import")
    queued = store.get("00000001")
    store.close()
    return queued


def test_an_announcement_made_anew_replaces_all_that_is_sent() -> None:
    made = announcement()
    assert made.card

    edit = as_edit(made)

    assert (edit.text, edit.link, edit.alt_text, edit.card) == (
        made.text.text,
        made.text.link,
        made.alt_text,
        made.card.data,
    )


def test_one_without_a_card_replaces_nothing() -> None:
    with pytest.raises(UsageError, match="no card"):
        as_edit(replace(announcement(), card=None, findings=()))


@pytest.mark.parametrize(
    ("start", "kind"), [(b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg")]
)
def test_pictures_are_told_by_their_first_bytes(start: bytes, kind: str) -> None:
    assert card_type(start + b"rest") == kind


@pytest.mark.parametrize("card", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n" + bytes(LARGEST_CARD)])
def test_other_pictures_are_refused(card: bytes) -> None:
    with pytest.raises(UsageError, match="the card"):
        card_type(card)


def test_every_reason_against_an_edit_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"(?s)U\+FEFF.*alt text") as caught:
        check_edit(in_queue(tmp_path), Edit(text="\ufeffa", alt_text=""), X_RULES)

    assert len(str(caught.value).splitlines()) == 2
