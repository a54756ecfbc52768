"""People without an account review by a link: what it is for, who it makes them, when it ends."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from announcer.core.posting.lifecycle import State
from announcer.ports.people_store import Role
from announcer.services.people.reviewers_by_link import Invitation, Reviewers, link_digest
from announcer.web.security.cookies import visitor_form_token
from announcer.web.server import ReviewServer
from announcer.wiring.site_queue import open_queue
from tests.sites import queue_up
from tests.web.browsing import Visitor, signed_in

ONE, TWO = "00000001", "00000002"
ACTOR = "Maryam Karimi (by link)"


def invited(site: Path, *, decides: bool = True, **changes: Any) -> str:
    """Ask somebody; return the address of their pages."""
    fields: dict[str, Any] = {"name": "Maryam Karimi", "decides": decides, **changes}
    with open_queue(site) as queue:
        _, token = Reviewers(store=queue.store).add(Invitation(**fields), actor="sara")
    return f"/for/{token}"


def guest(server: ReviewServer, site: Path, *, decides: bool = True, **changes: Any) -> tuple[Visitor, str]:
    """Return somebody who has just opened their link, and its address."""
    address = invited(site, decides=decides, **changes)
    visitor = Visitor(server)
    visitor.get(address)
    visitor.form_token = visitor_form_token(visitor.browser.cookies["announcer-visitor"])
    return visitor, address


def stored(site: Path, one: str = ONE) -> State:
    """Return the state of an announcement."""
    with open_queue(site) as queue:
        return queue.store.get(one).state


def seen(visitor: Visitor) -> str:
    """Return the digest that the page shows."""
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', visitor.answer.text)
    assert found
    return found[1]


def test_the_link_shows_what_waits_and_an_approval_by_it_stands_in_the_history_under_the_name(
    server: ReviewServer, site: Path
) -> None:
    visitor, address = guest(server, site)
    assert "3 announcements wait for you" in visitor.text
    assert "Maryam Karimi" in visitor.text

    visitor.get(f"{address}/{ONE}")
    visitor.post(f"{address}/{ONE}/approve", seen=seen(visitor), actor="sara")

    assert "You approved:" in visitor.text
    with open_queue(site) as queue:
        queued = queue.store.get(ONE)
        line = next(each for each in queue.store.history(ONE) if each.name == "approve")
    assert (queued.state, queued.approved_by) == (State.SCHEDULED, ACTOR)
    assert line.address == "127.0.0.1"
    assert line.session.startswith("link ")


def test_an_approval_by_link_can_be_taken_back(server: ReviewServer, site: Path) -> None:
    visitor, address = guest(server, site)
    visitor.get(f"{address}/{ONE}")
    visitor.post(f"{address}/{ONE}/approve", seen=seen(visitor))
    visitor.post(f"{address}/{ONE}/undo")

    assert "Taken back." in visitor.text
    assert stored(site) is State.IN_REVIEW


def test_what_was_changed_since_it_was_seen_is_not_approved(server: ReviewServer, site: Path) -> None:
    visitor, address = guest(server, site)

    assert visitor.post(f"{address}/{ONE}/approve", seen="0" * 64).status_code == 409
    assert visitor.post(f"{address}/{ONE}/approve", seen="").status_code == 422
    assert stored(site) is State.IN_REVIEW


def test_rejecting_by_link_needs_a_reason(server: ReviewServer, site: Path) -> None:
    visitor, address = guest(server, site)

    assert visitor.post(f"{address}/{ONE}/reject", reason=" ").status_code == 422
    visitor.post(f"{address}/{ONE}/reject", reason="Not our paper")

    assert "You rejected:" in visitor.text
    assert stored(site) is State.REJECTED


def test_who_is_asked_for_comments_decides_nothing(server: ReviewServer, site: Path) -> None:
    visitor, address = guest(server, site, decides=False)
    visitor.get(f"{address}/{ONE}")
    assert "Approve what is shown" not in visitor.text
    with open_queue(site) as queue:
        digest = queue.store.get(ONE).digest

    assert visitor.post(f"{address}/{ONE}/approve", seen=digest).status_code == 409
    assert visitor.post(f"{address}/{ONE}/reject", reason="No").status_code == 409
    visitor.get(f"{address}/{ONE}")
    visitor.post(f"{address}/{ONE}/comment", note="The dose is <b>4 mg</b>")

    assert stored(site) is State.IN_REVIEW
    assert "The dose is <b>4 mg</b>" in visitor.text
    assert "<b>4 mg</b>" not in visitor.answer.text
    with open_queue(site) as queue:
        assert queue.store.history(ONE)[-1].actor == ACTOR


@pytest.mark.parametrize(
    "scope",
    [{"announcements": (TWO,)}, {"language": "fa"}, {"department": "Nursing"}],
    ids=["one", "fa", "nursing"],
)
def test_a_link_opens_nothing_but_what_it_is_for(server: ReviewServer, site: Path, scope: dict[str, Any]) -> None:
    visitor, address = guest(server, site, **scope)
    with open_queue(site) as queue:
        card = queue.store.get(ONE).card_digest

    assert visitor.get(f"{address}/{ONE}").status_code == 404
    assert visitor.get(f"{address}/{ONE}/card/{card}").status_code == 404
    visitor.get(address)
    assert visitor.post(f"{address}/{ONE}/reject", reason="No").status_code == 404
    assert stored(site) is State.IN_REVIEW
    for path in ("/all", "/people", f"/announcements/{ONE}", f"/cards/{card}"):
        assert visitor.raw("GET", path).headers["Location"].startswith("/sign-in")


def test_only_the_card_of_an_announcement_is_served(server: ReviewServer, site: Path) -> None:
    visitor, address = guest(server, site)
    with open_queue(site) as queue:
        card = queue.store.get(ONE).card_digest

    assert visitor.get(f"{address}/{ONE}/card/{card}").headers["Content-Type"] == "image/png"
    assert visitor.get(f"{address}/{ONE}/card/{'0' * 64}").status_code == 404


def test_a_revoked_link_works_no_longer(server: ReviewServer, site: Path) -> None:
    visitor, address = guest(server, site)
    with open_queue(site) as queue:
        reviewers = Reviewers(store=queue.store)
        reviewers.revoke(reviewers.named("Maryam Karimi").id, actor="sara")

    assert visitor.get(address).status_code == 409
    assert visitor.post(f"{address}/{ONE}/reject", reason="No").status_code == 409
    assert stored(site) is State.IN_REVIEW


def test_a_link_ends_with_its_time(site: Path) -> None:
    address = invited(site, lasts=timedelta(days=1))
    token = address.removeprefix("/for/")
    with open_queue(site) as queue:
        reviewer = Reviewers(store=queue.store).of_token(token)
        assert reviewer
        assert not reviewer.works(queue.store.now() + timedelta(days=1))
        assert reviewer.works(queue.store.now() + timedelta(hours=23))


def test_what_is_kept_of_a_link_opens_nothing_and_is_bound_to_its_purpose(server: ReviewServer, site: Path) -> None:
    address = invited(site)
    token = address.removeprefix("/for/")
    with open_queue(site) as queue:
        kept = [each.digest for each in queue.store.reviewer_links()]

    assert kept == [link_digest(token)]
    assert Visitor(server).get(f"/for/{kept[0]}").status_code == 409
    assert Visitor(server).get(f"/welcome/{token}").status_code == 409
    path = server.first_run_address.removeprefix(server.address).removeprefix("/welcome/")
    assert Visitor(server).get(f"/for/{path}").status_code == 409


def test_guessed_links_are_slowed_down(server: ReviewServer) -> None:
    visitor = Visitor(server)

    assert [visitor.get(f"/for/guess{number}").status_code for number in range(8)][-1] == 429


def test_forms_by_link_need_their_token(server: ReviewServer, site: Path) -> None:
    visitor, address = guest(server, site)
    visitor.form_token = "guessed"

    assert visitor.post(f"{address}/{ONE}/reject", reason="No").status_code == 403
    assert stored(site) is State.IN_REVIEW


def test_whoever_is_signed_in_too_acts_by_the_link_on_its_pages(server: ReviewServer, site: Path) -> None:
    address = invited(site)
    visitor = signed_in(server, Role.ADMIN, "boss")
    visitor.get(address)
    assert "boss" not in visitor.text.lower()
    visitor.post(f"{address}/{ONE}/reject", reason="No")

    with open_queue(site) as queue:
        assert queue.store.history(ONE)[-1].actor == ACTOR


def test_an_approver_asks_somebody_and_revokes_that_on_a_page(server: ReviewServer, site: Path) -> None:
    queue_up(site, 4, language="fa")
    visitor = signed_in(server, Role.APPROVER, "sara")
    visitor.get("/reviewers")
    visitor.post("/reviewers", name="Maryam Karimi", language="fa", days="3", may="decide")
    found = re.search(r"/for/[\w-]{43}", visitor.answer.text)
    assert found
    other = Visitor(server)
    other.get(found[0])
    assert "1 announcement waits for you" in other.text

    assert visitor.post("/reviewers", name="Maryam Karimi", days="3").status_code == 422
    revoke = re.search(r"/reviewers/(\w+)/revoke", visitor.answer.text)
    assert revoke
    visitor.post(f"/reviewers/{revoke[1]}/revoke")

    assert "Revoked" in visitor.text
    assert other.get(found[0]).status_code == 409
    with open_queue(site) as queue:
        names = [each.name for each in queue.store.history() if each.actor == "sara"]
    assert names[-2:] == ["reviewer-added", "reviewer-revoked"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 61},
        {"name": "A\u202eB"},
        {"name": "Sara (by link)"},
        {"mail": "nobody"},
        {"days": "0"},
        {"days": "many"},
        {"days": "999"},
        {"announcements": "nope"},
    ],
    ids=["none", "long", "turned", "as-in-history", "mail", "no-day", "no-number", "for-ever", "unknown"],
)
def test_what_will_not_do_adds_nobody(server: ReviewServer, site: Path, wrong: dict[str, str]) -> None:
    visitor = signed_in(server, Role.APPROVER, "sara")
    visitor.get("/reviewers")

    assert visitor.post("/reviewers", **{"name": "Maryam Karimi", "days": "14", **wrong}).status_code == 422
    with open_queue(site) as queue:
        assert queue.store.reviewers() == []
