"""Sign people in and out: sessions that the server keeps, links that work once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from announcer.errors import UsageError, WrongStateError
from announcer.ports.people_store import OneTimeLink, Origin, PeopleStore, Person, Role, Session
from announcer.services.people.passwords import check_password, is_password, password_hash
from announcer.services.people.team import checked_name

TOKEN_BYTES = 32
FIRST_RUN_LASTS = timedelta(hours=24)
TOUCHED_EVERY = timedelta(minutes=1)
"""How exactly it is known when a session was last used: each time would be a transaction a click."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTimes:
    """How long somebody stays signed in: without doing anything, and at the most."""

    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is signed in, and by which session."""

    person: Person
    session: Session

    @property
    def name(self) -> str:
        """The name that stands in the history."""
        return self.person.name


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session that was just begun, with the token that only the browser is given."""

    token: str
    signed_in: SignedIn


class WrongPasswordError(UsageError):
    """Nobody has that name and that password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """Signs people in.

    Args:
        store: Who may sign in, and who is signed in.
        times: How long sessions last.
    """

    store: PeopleStore
    times: SessionTimes = SessionTimes()

    def sign_in(self, name: str, password: str, *, address: str) -> NewSession:
        """Begin a session for the person of that name and password.

        Raises:
            WrongPasswordError: there is nobody of that name and password, or they may not sign in; which of these
                it is stays unsaid.
        """
        person = self.store.person(name.strip().casefold())
        if not is_password(password, person.password if person else "") or person is None or person.disabled_at:
            who = person.name if person else "nobody"
            self.store.note_sign_in("sign-in-refused", actor=who, detail=f"from {address}")
            raise WrongPasswordError("The name or the password is not right.")
        return self._begin(person, address)

    def sign_in_vouched(self, name: str, *, address: str) -> NewSession:
        """Begin a session for somebody whom the site's own proxy has signed in.

        Raises:
            WrongPasswordError: there is nobody of that name, or they may not sign in.
        """
        person = self.store.person(name)
        if person is None or person.disabled_at:
            self.store.note_sign_in("sign-in-refused", actor="nobody", detail=f"by the proxy, from {address}")
            raise WrongPasswordError("You are known to the institution, but nobody has added you here.")
        return self._begin(person, address)

    def _begin(self, person: Person, address: str) -> NewSession:
        token, now = secrets.token_urlsafe(TOKEN_BYTES), self.store.now()
        session = Session(
            digest=digest_of(token),
            person=person.name,
            form_token=secrets.token_urlsafe(TOKEN_BYTES),
            address=address,
            created_at=now,
            seen_at=now,
        )
        self.store.drop_sessions(seen_before=now - self.times.idle, begun_before=now - self.times.longest)
        self.store.open_session(session)
        with self.store.acting_from(Origin(session=session.id, address=address)):
            self.store.note_sign_in("sign-in", actor=person.name, detail=f"from {address}")
        return NewSession(token=token, signed_in=SignedIn(person=person, session=session))

    def who(self, token: str) -> SignedIn | None:
        """Return who is signed in by that token, if anybody still is."""
        session = self.store.session(digest_of(token)) if token else None
        if session is None:
            return None
        now = self.store.now()
        person = self.store.person(session.person)
        if person is None or person.disabled_at or self._is_over(session, now):
            self.store.end_session(session.digest)
            return None
        if now - session.seen_at >= min(TOUCHED_EVERY, self.times.idle / 2):
            self.store.touch_session(session.digest)
        return SignedIn(person=person, session=session)

    def _is_over(self, session: Session, now: datetime) -> bool:
        return now - session.seen_at > self.times.idle or now - session.created_at > self.times.longest

    def sign_out(self, signed_in: SignedIn) -> None:
        """End the session."""
        self.store.end_session(signed_in.session.digest)
        self.store.note_sign_in("sign-out", actor=signed_in.name, detail="")

    # -- links that work once ----------------------------------------------------------------------------------

    def first_run_link(self) -> str:
        """Return the token of a link that makes the first administrator; empty where there are people already."""
        if self.store.people():
            return ""
        return self.new_link("", lasts=FIRST_RUN_LASTS)

    def new_link(self, person: str, *, lasts: timedelta) -> str:
        """Return the token of a link by which that person sets a password; an earlier one works no longer."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.store.add_link(OneTimeLink(digest=digest_of(token), person=person, ends_at=self.store.now() + lasts))
        return token

    def link(self, token: str) -> OneTimeLink:
        """Return the link of that token, which can still be used.

        Raises:
            WrongStateError: there is none, it was used, or its time has passed.
        """
        link = self.store.link(digest_of(token))
        if link is None or link.used_at or link.ends_at <= self.store.now():
            raise WrongStateError(
                "This link has been used, or its time has passed.", hint="Ask an administrator for a new one."
            )
        if not link.person and self.store.people():
            raise WrongStateError("The first administrator is there already.", hint="Sign in, or ask them.")
        return link

    def set_password(
        self, token: str, password: str, *, name: str = "", full_name: str = "", address: str
    ) -> NewSession:
        """Set the password of the person that the link is for, and sign them in; the link works no longer.

        The link of the first run makes an administrator of that name.

        Raises:
            WrongStateError: as for `link`.
            UsageError: name or password will not do.
        """
        link = self.link(token)
        person = self.store.person(link.person) if link.person else None
        own = person.name if person else checked_name(name)
        check_password(password, own, full_name or (person.full_name if person else ""))
        kept = password_hash(password)
        if not self.store.use_link(link.digest):
            raise WrongStateError("This link has just been used.", hint="Ask an administrator for a new one.")
        if person is None:
            person = Person(name=own, full_name=full_name.strip(), role=Role.ADMIN, password=kept)
            self.store.add_person(person, actor=own)
        else:
            person = _with_password(person, kept)
            self.store.change_person(person, actor=person.name, detail=f"{person.name}: new password")
        return self._begin(person, address)

    def change_password(self, signed_in: SignedIn, old: str, new: str, *, address: str) -> NewSession:
        """Give somebody who knows the old password a new one; every other session of theirs ends.

        Raises:
            WrongPasswordError: the old password is not right.
            UsageError: the new one will not do.
        """
        if not is_password(old, signed_in.person.password):
            raise WrongPasswordError("The present password is not right.")
        check_password(new, signed_in.name, signed_in.person.full_name)
        person = _with_password(signed_in.person, password_hash(new))
        self.store.change_person(person, actor=person.name, detail=f"{person.name}: new password")
        return self._begin(person, address)


def digest_of(token: str) -> str:
    """Return what is kept of a token: its SHA-256 in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def _with_password(person: Person, kept: str) -> Person:
    return Person(
        name=person.name,
        full_name=person.full_name,
        role=person.role,
        password=kept,
        language=person.language,
        keys_off=person.keys_off,
        disabled_at=person.disabled_at,
        created_at=person.created_at,
    )
