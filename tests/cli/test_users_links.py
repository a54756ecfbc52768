"""The links that `announcer users` prints, and what it says of the port that the page may have instead."""

from announcer.errors import EXIT_FINE
from tests.sites import Commands


def test_a_link_says_that_the_running_page_may_have_another_port(announcer: Commands) -> None:
    assert announcer("users", "mina", "--add") == EXIT_FINE
    assert "/welcome/" in announcer.out
    assert "another --port" in announcer.out


def test_a_public_address_needs_no_such_word(announcer: Commands) -> None:
    settings = announcer.site / "announcer.toml"
    settings.write_text(
        settings.read_text("utf-8") + '\n[review]\npublic_address = "https://posts.example.org"\n', "utf-8"
    )

    assert announcer("users", "mina", "--add") == EXIT_FINE
    assert "https://posts.example.org/welcome/" in announcer.out
    assert "--port" not in announcer.out
