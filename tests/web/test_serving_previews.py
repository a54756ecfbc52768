"""Preview pictures as the review page serves them to anybody, over HTTP, beside pages that nobody else may see."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.routing import Mount, Route

from announcer.ports.people_store import Role
from announcer.web.pages.registry import PAGES
from announcer.web.review_app import review_app
from announcer.web.security.headers import HEADERS
from announcer.web.server import ReviewServer
from announcer.wiring.site_drawing import site_drawing
from announcer.wiring.site_queue import open_queue
from tests.sites import SLOTS, make_site, queue_up
from tests.web.browsing import Visitor, served, signed_in

SHOWN, HELD_BACK = 1, 2
ON = "[review]\npublic_previews = true\n"


def address(number: int, language: str = "en") -> str:
    """Return where the picture of a publication of these tests is."""
    return f"/previews/{language}/{quote(f'doi:10.5555/announcer.{number}', safe='')}.png"


@pytest.fixture(scope="module")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewServer]:
    """A site that lets anybody see preview pictures; one publication is under an embargo."""
    site = make_site(tmp_path_factory.mktemp("site"), SLOTS + ON)
    for number in (SHOWN, HELD_BACK):
        queue_up(site, number)
    with open_queue(site) as queue:
        queue.store.database.run(
            "UPDATE announcement SET embargo_until = :until WHERE publication = :uid",
            until=datetime(2999, 1, 1, tzinfo=UTC),
            uid=f"doi:10.5555/announcer.{HELD_BACK}",
        )
    with served(site) as found:
        Visitor(found).drawn(address(SHOWN))  # the process that draws takes its time to begin on a busy machine
        yield found


def test_it_is_off_unless_the_site_switches_it_on(server: ReviewServer) -> None:
    for visitor in (Visitor(server), signed_in(server, Role.ADMIN)):
        answer = visitor.raw("GET", address(SHOWN))
        assert (answer.status_code, answer.content, answer.headers["Cache-Control"]) == (404, b"", "no-store")


def test_anybody_is_given_the_picture_to_keep(open_site: ReviewServer) -> None:
    answer = Visitor(open_site).raw("GET", address(SHOWN))

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"] == "public, max-age=86400, stale-while-revalidate=604800"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert all(name in answer.headers for name in HEADERS)
    assert "Set-Cookie" not in answer.headers


def test_who_has_it_is_told_that_it_is_the_same(open_site: ReviewServer) -> None:
    visitor = Visitor(open_site)
    first = visitor.raw("GET", address(SHOWN))
    again = visitor.raw("GET", address(SHOWN), **{"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"].startswith("public")


def test_asking_for_the_headers_alone_gives_no_picture(open_site: ReviewServer) -> None:
    visitor = Visitor(open_site)
    head, whole = visitor.raw("HEAD", address(SHOWN)), visitor.raw("GET", address(SHOWN))

    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(whole.content)
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize("path", [address(HELD_BACK), address(99), address(SHOWN, "de"), "/previews/", "/previews"])
def test_what_is_not_shown_is_not_there(open_site: ReviewServer, path: str) -> None:
    answer = Visitor(open_site).raw("GET", path)

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"PNG" not in answer.content


def test_it_is_answered_under_the_names_of_the_page_alone_and_only_read(open_site: ReviewServer) -> None:
    visitor = Visitor(open_site)

    assert visitor.raw("GET", address(SHOWN), Host="evil.example").status_code == 421
    assert visitor.raw("POST", address(SHOWN)).status_code == 403
    assert visitor.raw("POST", address(SHOWN), Origin=visitor.base).status_code == 405


def test_the_pages_beside_it_stay_closed_and_are_kept_by_nobody(open_site: ReviewServer) -> None:
    answer = Visitor(open_site).raw("GET", "/all")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=%2Fall")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_page_answers_to_its_pages_its_files_and_the_pictures_and_to_nothing_else(
    server: ReviewServer, site: Path
) -> None:
    app = review_app(server.pool, port=1, drawing=site_drawing(site, server.pool.settings))
    routes = [each for each in app.routes if isinstance(each, Route)]
    found = {(each.path, method) for each in routes for method in each.methods or ()}
    mounted = [each for each in app.routes if isinstance(each, Mount)]

    pages = {(page.path, page.method) for page in PAGES}
    heads = {(page.path, "HEAD") for page in PAGES if page.method == "GET"}
    files = {("/static/{digest}/{name}", "GET"), ("/static/{digest}/{name}", "HEAD")}
    assert found == pages | heads | files
    assert [each.path for each in mounted] == ["/previews"]
    assert len(routes) + len(mounted) == len(app.routes)
    assert not [page.path for page in PAGES if page.path.startswith("/previews")]
