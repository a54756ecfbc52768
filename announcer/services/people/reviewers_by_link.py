"""People without an account who review by a link: add, give another link, revoke, tell whose link it is."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from announcer.errors import UsageError, WrongStateError
from announcer.ports.reviewer_store import BY_LINK, Reviewer, ReviewerLink, ReviewerStore
from announcer.system.visible import visible

TOKEN_BYTES = 32
PURPOSE = "reviewer-link"
"""What a token is for stands in its digest, so that one made for something else opens nothing here."""
LASTS = timedelta(days=14)
LONGEST = timedelta(days=400)
LONGEST_NAME = 60
MOST_ANNOUNCEMENTS = 200
TOUCHED_EVERY = timedelta(minutes=1)
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Who is to review by a link, what, and for how long; see `Reviewer`."""

    name: str
    mail: str = ""
    language: str = ""
    department: str = ""
    announcements: tuple[str, ...] = ()
    decides: bool = False
    lasts: timedelta = LASTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewers:
    """Says who reviews by a link.

    Args:
        store: Who does.
    """

    store: ReviewerStore

    def listed(self) -> Sequence[Reviewer]:
        """Return everybody, the newest first, those whose links work no longer included."""
        return self.store.reviewers()

    def add(self, invitation: Invitation, *, actor: str) -> tuple[Reviewer, str]:
        """Add somebody; return them and the token of their link, which is kept nowhere.

        Raises:
            UsageError: the name, the mail address, the time or the number of announcements will not do.
            WrongStateError: there is somebody of that name.
        """
        now = self.store.now()
        reviewer = Reviewer(
            id=secrets.token_hex(6),
            name=_name(invitation.name),
            mail=_mail(invitation.mail),
            language=invitation.language.strip(),
            department=invitation.department.strip(),
            announcements=_few(invitation.announcements),
            decides=invitation.decides,
            made_by=actor,
            made_at=now,
            ends_at=now + _lasts(invitation.lasts),
        )
        if not self.store.add_reviewer(reviewer, actor=actor):
            raise WrongStateError(
                f"{reviewer.name} reviews by a link already", hint="revoke that link first, or give a new one"
            )
        return reviewer, self.new_link(reviewer.id)

    def new_link(self, one: str) -> str:
        """Return the token of a further link of that reviewer; earlier ones go on working.

        Raises:
            WrongStateError: there is no such reviewer, or their time is over.
        """
        reviewer, now = self.store.reviewer(one), self.store.now()
        if reviewer is None or not reviewer.works(now):
            raise WrongStateError("Nobody's link can be renewed here.", hint="Add the reviewer anew.")
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.store.add_reviewer_link(ReviewerLink(digest=link_digest(token), reviewer=one, made_at=now))
        return token

    def revoke(self, one: str, *, actor: str) -> None:
        """Let no link of that reviewer work any more; what they did stays in the history.

        Raises:
            WrongStateError: none does.
        """
        if not self.store.revoke_reviewer(one, actor=actor):
            raise WrongStateError("No link of this reviewer works any more.", hint="See who reviews by a link.")

    def named(self, name: str) -> Reviewer:
        """Return the reviewer of that name whose links were not revoked.

        Raises:
            UsageError: there is none.
        """
        wanted = " ".join(name.split())
        found = next((each for each in self.listed() if each.name == wanted and not each.revoked_at), None)
        if found is None:
            raise UsageError(f"nobody called {wanted!r} reviews by a link", hint="see who does")
        return found

    def of_token(self, token: str) -> Reviewer | None:
        """Return whose link it is; None where it is nobody's, or works no longer."""
        link = self.store.reviewer_link(link_digest(token)) if token else None
        reviewer = self.store.reviewer(link.reviewer) if link else None
        now = self.store.now()
        if link is None or reviewer is None or not reviewer.works(now):
            return None
        if link.used_at is None or now - link.used_at >= TOUCHED_EVERY:
            self.store.touch_reviewer_link(link.digest)
        return reviewer


def link_digest(token: str) -> str:
    """Return what is kept of the token of a reviewer's link: the SHA-256 of its purpose and itself, in hex."""
    return hashlib.sha256(f"{PURPOSE}:{token}".encode()).hexdigest()


def _name(name: str) -> str:
    own = " ".join(name.split())
    if not own or len(own) > LONGEST_NAME or visible(own) != own or BY_LINK.strip() in own:
        hint = f"write it as the history shall have it, in at most {LONGEST_NAME} letters"
        raise UsageError("This is not a name to review by.", hint=hint)
    return own


def _mail(mail: str) -> str:
    own = mail.strip()
    if own and not _MAIL.fullmatch(own):
        raise UsageError("This is not a mail address.", hint="leave it out where no mail is to be sent")
    return own


def _few(announcements: Sequence[str]) -> tuple[str, ...]:
    if len(announcements) > MOST_ANNOUNCEMENTS:
        raise UsageError(f"more than {MOST_ANNOUNCEMENTS} announcements are too many for one link")
    return tuple(dict.fromkeys(announcements))


def _lasts(span: timedelta) -> timedelta:
    if not timedelta(minutes=1) <= span <= LONGEST:
        raise UsageError("A link works for a day at least, and for 400 days at most.")
    return span
