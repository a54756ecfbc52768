"""Many at once: no change is lost, nobody gets an error of the server, and what is slow keeps nobody waiting."""

import re
import threading
from collections import Counter
from pathlib import Path

from announcer.core.posting.lifecycle import State
from announcer.core.posts.announcement import Announcement
from announcer.ports.people_store import Role
from announcer.services.review.drawing_work import ExamineJob
from announcer.wiring.site_queue import open_queue
from tests.web.browsing import OneAtATime, Visitor, served, signed_in

ONE = "00000001"
PEOPLE = 12


class Slow(OneAtATime):
    """Looks into nothing until it is let."""

    def __init__(self, site: Path) -> None:
        super().__init__(site)
        self.go = threading.Event()

    def examined(self, job: ExamineJob) -> Announcement:
        """Look into an announcement, once that is wanted."""
        self.go.wait(60)
        return super().examined(job)


def at_once(steps: list[tuple[Visitor, str, dict[str, str]]]) -> Counter[int]:
    """Send these forms at the same time; return how many answers had which status."""
    found: Counter[int] = Counter()

    def send(visitor: Visitor, path: str, form: dict[str, str]) -> None:
        found[visitor.post(path, **form).status_code] += 1

    threads = [threading.Thread(target=send, args=step) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_many_who_edit_and_approve_at_once_one_of_each_wins_and_all_others_are_told(site: Path) -> None:
    with served(site) as server:
        people = [signed_in(server, Role.ADMIN, f"person-{number}") for number in range(PEOPLE)]
        with open_queue(site) as queue:
            seen = queue.store.get(ONE).digest
        steps = [
            (person, f"/announcements/{ONE}/approve", {"seen": seen})
            if number % 2
            else (
                person,
                f"/announcements/{ONE}/edit",
                {"seen": seen, "text": f"Edit {number} https://doi.org/10.5555/announcer.1", "alt_text": "A card"},
            )
            for number, person in enumerate(people)
        ]
        found = at_once(steps)

    assert set(found) == {200, 409}
    with open_queue(site) as queue:
        names = [event.name for event in queue.store.history(ONE)]
        done = [name for name in names if name in {"approve", "edit"}]
        assert done in (["approve"], ["edit"], ["approve", "edit"])  # an edit may still come after an approval
        assert found[200] == len(done)
        assert (queue.store.get(ONE).state is State.SCHEDULED) is (done[-1] == "approve")


def test_a_page_opens_while_what_is_found_is_not_known_yet(site: Path) -> None:
    work = Slow(site)
    with served(site, drawing=work) as server:
        people = [signed_in(server, Role.APPROVER, f"person-{number}") for number in range(5)]
        waiting = [threading.Thread(target=person.get, args=(f"/announcements/{ONE}",)) for person in people[:2]]
        for thread in waiting:
            thread.start()
        pages = [person.get("/announcements/00000002").text for person in people[2:]]
        assert any("It is being looked into" in page for page in pages)
        digest = next(found[1] for page in pages if (found := re.search(r'name="seen" value="(\w{64})"', page)))
        people[4].form_token = "form-person-4"
        assert people[4].post("/announcements/00000002/approve", seen=digest).status_code == 200
        work.go.set()
        for thread in waiting:
            thread.join()
