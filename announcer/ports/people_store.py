"""What the review page asks of the store: who may sign in, who is signed in, which links let somebody in once."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What somebody may do on the review page; each may do what those before it may."""

    VIEWER = "viewer"
    """Looks."""
    EDITOR = "editor"
    """Changes texts, cards and times, writes notes, posts by hand."""
    APPROVER = "approver"
    """Approves and rejects."""
    ADMIN = "admin"
    """Says who may sign in, and looks after channels."""

    def includes(self, other: "Role") -> bool:
        """Return whether this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signs in as `name`.

    `password` is a hash, empty where there is none yet; `language` is that of the interface, empty for the site's.
    `keys_off` switches keyboard shortcuts off. `disabled_at` is since when the person may not sign in.
    """

    name: str
    full_name: str = ""
    role: Role = Role.VIEWER
    password: str = ""
    language: str = ""
    keys_off: bool = False
    disabled_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is signed in. `digest` is the token's SHA-256; `form_token` stands in every form of theirs."""

    digest: str
    person: str
    form_token: str
    address: str
    created_at: datetime
    seen_at: datetime

    @property
    def id(self) -> str:
        """What the history calls the session; nobody is signed in by it."""
        return self.digest[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeLink:
    """A link that works once; `person` is empty in the one that makes the first administrator."""

    digest: str
    person: str
    ends_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The session and the network address that steps come from, for the history; empty outside the review page."""

    session: str = ""
    address: str = ""


class PeopleStore(Protocol):
    """Who may sign in, and who is signed in."""

    def now(self) -> datetime:
        """Return the time the store goes by."""

    def acting_from(self, origin: Origin) -> AbstractContextManager[None]:
        """Write into every line of history of the block where its steps come from."""

    def people(self) -> Sequence[Person]:
        """Return everybody, by name."""

    def person(self, name: str) -> Person | None:
        """Return the person of that name."""

    def add_person(self, person: Person, *, actor: str) -> bool:
        """Add a person, with a line of history; False where there is one of that name."""

    def change_person(self, person: Person, *, actor: str, detail: str) -> bool:
        """Write a person's row, with a line of history that says `detail`; False where there is no such person.

        Every session of the person ends where role, password or leave to sign in changed.
        """

    def set_preferences(self, name: str, *, language: str, keys_off: bool) -> None:
        """Write down how somebody likes the page."""

    def open_session(self, session: Session) -> None:
        """Write down that somebody is signed in."""

    def session(self, digest: str) -> Session | None:
        """Return the session of that digest."""

    def touch_session(self, digest: str) -> None:
        """Write down that the session is in use."""

    def end_session(self, digest: str) -> None:
        """End a session."""

    def sessions_of(self, person: str) -> Sequence[Session]:
        """Return the sessions of a person, the one used last first."""

    def end_sessions(self, person: str) -> int:
        """End every session of a person; return how many there were."""

    def drop_sessions(self, *, seen_before: datetime, begun_before: datetime) -> int:
        """Forget sessions that were not used since the one time or begun before the other; return how many."""

    def add_link(self, link: OneTimeLink) -> None:
        """Write a link down; those of the same person that were not used are gone."""

    def link(self, digest: str) -> OneTimeLink | None:
        """Return the link of that digest."""

    def use_link(self, digest: str) -> bool:
        """Write down that the link was used; False where it was used already, or its time has passed."""

    def note_sign_in(self, name: str, *, actor: str, detail: str) -> None:
        """Write a line about signing in or out into the history of the whole site."""
