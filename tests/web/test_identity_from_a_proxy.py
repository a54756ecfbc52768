"""A proxy may say who has signed in with it, if it is listed, and nobody else may."""

from pathlib import Path

import pytest

from announcer.errors import ConfigurationError
from announcer.ports.people_store import Role
from announcer.settings.site_settings import parse_settings
from tests.sites import LEAST
from tests.web.browsing import Visitor, history, served, signed_in

BY_PROXY = '[review]\nidentity_header = "X-Remote-User"\ntrusted_proxies = ["{address}"]\n'


def behind(site: Path, address: str) -> None:
    """Have the site believe the proxy of that address."""
    path = site / "announcer.toml"
    path.write_text(path.read_text("utf-8") + BY_PROXY.format(address=address), "utf-8")


def test_whom_a_listed_proxy_names_is_signed_in(site: Path) -> None:
    behind(site, "127.0.0.1")
    with served(site) as server:
        signed_in(server, Role.EDITOR, "sara")
        visitor = Visitor(server)
        visitor.browser.headers["X-Remote-User"] = "Sara"
        visitor.get("/all")

        assert visitor.answer.url.endswith("/all")
        assert "Sara" in visitor.text
        assert visitor.raw("GET", "/people").status_code == 403


def test_a_session_is_not_another_persons_whom_the_proxy_names(site: Path) -> None:
    behind(site, "127.0.0.1")
    with served(site) as server:
        signed_in(server, Role.VIEWER, "ali")
        boss = signed_in(server, Role.ADMIN, "boss")
        boss.browser.headers["X-Remote-User"] = "ali"

        assert boss.raw("GET", "/people").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("name", ["nobody-here", "", "sara, boss"])
def test_nobody_else_comes_in_by_it(site: Path, name: str) -> None:
    behind(site, "127.0.0.1")
    with served(site) as server:
        signed_in(server, Role.ADMIN, "boss")
        visitor = Visitor(server)
        visitor.browser.headers["X-Remote-User"] = name
        visitor.get("/all")

        assert "/sign-in" in visitor.answer.url
    assert ("sign-in-refused" in history(site)) is bool(name)


def test_the_header_is_not_believed_from_elsewhere(site: Path) -> None:
    behind(site, "192.0.2.1")
    with served(site) as server:
        signed_in(server, Role.ADMIN, "boss")
        visitor = Visitor(server)
        visitor.browser.headers["X-Remote-User"] = "boss"
        visitor.get("/all")

        assert "/sign-in" in visitor.answer.url


def test_the_header_means_nothing_unless_it_is_set(site: Path) -> None:
    with served(site) as server:
        signed_in(server, Role.ADMIN, "boss")
        visitor = Visitor(server)
        visitor.browser.headers["X-Remote-User"] = "boss"

        assert visitor.raw("GET", "/all").status_code == 303


def test_a_header_without_a_list_of_proxies_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="trusted_proxies"):
        parse_settings(f'{LEAST}[review]\nidentity_header = "X-Remote-User"\n')
