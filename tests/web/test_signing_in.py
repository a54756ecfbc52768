"""The first link, signing in and out, roles, and what guesses cost."""

from pathlib import Path

import pytest

from announcer.ports.people_store import Role
from announcer.services.people.team import Team
from announcer.web.server import ReviewServer
from tests.web.browsing import Visitor, history, signed_in

PASSWORD = "correct horse battery"


def welcome(server: ReviewServer, name: str = "sara") -> Visitor:
    """Return the first administrator, who has just come in by the first link."""
    visitor = Visitor(server)
    path = server.first_run_address.removeprefix(server.address)
    visitor.get(path)
    visitor.post(path, name=name, full_name="Sara Ahmadi", password=PASSWORD, again=PASSWORD)
    return visitor


def sign_in(server: ReviewServer, name: str, password: str) -> Visitor:
    """Return somebody who has tried to sign in."""
    visitor = Visitor(server)
    visitor.get("/sign-in")
    visitor.post("/sign-in", name=name, password=password)
    return visitor


def test_the_first_link_makes_an_administrator_once(server: ReviewServer, site: Path) -> None:
    visitor = welcome(server)

    assert visitor.answer.status_code == 200
    assert "Sara Ahmadi" in visitor.text
    assert Visitor(server).get(server.first_run_address.removeprefix(server.address)).status_code == 409
    assert [name for name in history(site) if name in {"person-added", "sign-in"}] == ["person-added", "sign-in"]


def test_a_password_that_will_not_do_is_refused_and_the_link_still_works(server: ReviewServer) -> None:
    visitor, path = Visitor(server), server.first_run_address.removeprefix(server.address)
    visitor.get(path)

    assert visitor.post(path, name="sara", password="short", again="short").status_code == 422
    assert "10 characters" in visitor.text
    assert visitor.post(path, name="sara", password="sara-sara-sara", again="sara-sara-sara").status_code == 422
    assert visitor.post(path, name="sara", password=PASSWORD, again=PASSWORD + "x").status_code == 422
    assert visitor.post(path, name="sara", password=PASSWORD, again=PASSWORD).status_code == 200


def test_somebody_who_signed_in_comes_to_the_page_they_asked_for_and_to_no_other_site(server: ReviewServer) -> None:
    welcome(server)
    visitor = Visitor(server)
    visitor.get("/all?tab=posted")
    visitor.post("/sign-in", name="Sara", password=PASSWORD, next="/all?tab=posted")
    elsewhere = Visitor(server)
    elsewhere.get("/sign-in")
    elsewhere.post("/sign-in", name="sara", password=PASSWORD, next="//evil.example/")

    assert visitor.answer.url.endswith("/all?tab=posted")
    assert elsewhere.answer.url.startswith(elsewhere.base)


def test_after_signing_out_the_old_cookie_opens_nothing(server: ReviewServer) -> None:
    visitor = welcome(server)
    token = visitor.browser.cookies["announcer"]
    visitor.post("/sign-out")
    visitor.browser.cookies.set("announcer", token, domain="127.0.0.1", path="/")

    assert visitor.raw("GET", "/all").headers["Location"].startswith("/sign-in")


def test_guesses_are_slowed_down_and_written_down(server: ReviewServer, site: Path) -> None:
    welcome(server, "guessed")
    answers = [sign_in(server, "guessed", f"wrong {number}").answer.status_code for number in range(8)]

    assert answers[:5] == [403] * 5
    assert answers[-1] == 429
    assert "sign-in-refused" in history(site)


def test_another_role_ends_every_session(server: ReviewServer) -> None:
    signed_in(server, Role.ADMIN, "boss")
    visitor = signed_in(server, Role.EDITOR, "ali")
    assert visitor.raw("GET", "/all").status_code == 200

    with server.pool.queue() as queue:
        Team(store=queue.store).give_role("ali", Role.VIEWER, actor="boss")

    assert visitor.raw("GET", "/all").status_code == 303


def test_there_is_always_an_administrator(server: ReviewServer) -> None:
    signed_in(server, Role.ADMIN, "boss")

    with server.pool.queue() as queue, pytest.raises(Exception, match="only administrator"):
        Team(store=queue.store).disable("boss", actor="boss")


def test_the_page_speaks_the_browsers_language_until_somebody_chooses_one(server: ReviewServer) -> None:
    assert 'lang="fa" dir="rtl"' in Visitor(server, "fa-IR,fa;q=0.9,en;q=0.5").get("/sign-in").text

    visitor = signed_in(server, Role.VIEWER)
    visitor.post("/account", language="fa", keys="on")
    assert 'lang="fa" dir="rtl"' in visitor.get("/all").text
