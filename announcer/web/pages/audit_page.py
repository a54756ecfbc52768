"""The history of everything: what was done with announcements, and who signed in, the newest first."""

from starlette.responses import Response

from announcer.ports.people_store import Role
from announcer.web.state_words import EVENTS
from announcer.web.visit import Page, Visit

AT_ONCE = 100
_MOST_DIGITS = 18

SITE_EVENTS = {
    "sign-in": "signed in",
    "sign-in-refused": "was refused to sign in",
    "sign-out": "signed out",
    "signed-out-everywhere": "signed somebody out everywhere",
    "person-added": "added a person",
    "person-changed": "changed a person",
    "reviewer-added": "asked a reviewer by link",
    "reviewer-revoked": "revoked a reviewer's links",
    "reviewer-asked": "told a reviewer by mail",
    "upload": "gave in a file",
    "pause": "paused the channel",
    "go-on": "let the channel go on",
    "restore": "restored a backup",
}
"""What a line of the site's own history says, in English."""


def show(visit: Visit) -> Response:
    """Show the lines that are asked for."""
    actor, before = visit.query.get("actor", "")[:200], visit.query.get("before", "")
    is_number = before.isdecimal() and before.isascii() and len(before) <= _MOST_DIGITS
    only_site = visit.query.get("only") == "site"
    found = visit.queue.store.audit(
        actor=actor, before=int(before) if is_number else 0, only_site=only_site, limit=AT_ONCE + 1
    )
    shown = found[:AT_ONCE]
    return visit.render(
        "audit.html.j2",
        lines=shown,
        older=shown[-1].event.id if len(found) > AT_ONCE else 0,
        actor=actor,
        only_site=only_site,
        actors=visit.queue.store.actors(),
        words=EVENTS | SITE_EVENTS,
        is_later=is_number,
    )


PAGES = (Page(path="/history", name="audit", role=Role.ADMIN, handle=show, place="History"),)
