from announcer.core.posts.announcement import announcement_id, digest


def fingerprint(**changes: str | bytes) -> str:
    parts: dict[str, str | bytes] = {"text": "a", "card": b"b", "alt_text": "c", "link": "d", "account": "e"}
    return digest(**(parts | changes))  # type: ignore[arg-type]


def test_the_digest_changes_with_every_part() -> None:
    changed = [
        fingerprint(text="x"),
        fingerprint(card=b"x"),
        fingerprint(alt_text="x"),
        fingerprint(link="x"),
        fingerprint(account="x"),
    ]

    assert len({fingerprint(), *changed}) == 6


def test_a_character_moved_to_the_next_part_changes_the_digest() -> None:
    assert fingerprint(text="ab", alt_text="") != fingerprint(text="a", alt_text="b")


def test_the_digest_is_the_same_on_every_machine() -> None:
    assert fingerprint() == "e1da818b7b84426fd9a46e3b4e83ea79aff9f98f6918640b3a62d6470062ca3d"


def test_an_id_belongs_to_a_publication_a_channel_and_a_language() -> None:
    ids = {
        announcement_id("doi:10.5555/1", "x", "en"),
        announcement_id("doi:10.5555/2", "x", "en"),
        announcement_id("doi:10.5555/1", "x", "fa"),
        announcement_id("doi:10.5555/1", "drafts", "en"),
    }

    assert len(ids) == 4
    assert all(len(name) == 12 for name in ids)
