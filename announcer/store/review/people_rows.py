"""What the review page asks of the store: people, sessions, links that work once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from announcer.errors import StoreConflictError
from announcer.ports.people_store import OneTimeLink, Origin, Person, Role, Session
from announcer.store.base import StoreBase
from announcer.store.database import Row

_ADD_PERSON = """
INSERT INTO person (name, full_name, role, password, language, keys_off, created_at)
VALUES (:name, :full_name, :role, :password, :language, :keys_off, :now)
"""
_CHANGE_PERSON = """
UPDATE person SET full_name = :full_name, role = :role, password = :password, disabled_at = :disabled_at
 WHERE name = :name
"""


class PeoplePart(StoreBase):
    """The store's part for signing in; keeps the rules of `announcer.ports.people_store.PeopleStore`."""

    @contextmanager
    def acting_from(self, origin: Origin) -> Iterator[None]:
        """Write into every line of history of the block where its steps come from."""
        before, self.origin = self.origin, origin
        try:
            yield
        finally:
            self.origin = before

    def people(self) -> Sequence[Person]:
        """Return everybody, by name."""
        return [_person(row) for row in self.database.rows("SELECT * FROM person ORDER BY name")]

    def person(self, name: str) -> Person | None:
        """Return the person of that name."""
        row = self.database.row("SELECT * FROM person WHERE name = :name", name=name)
        return _person(row) if row else None

    def add_person(self, person: Person, *, actor: str) -> bool:
        """Add a person, with a line of history; False where there is one of that name."""
        try:
            with self.database.transaction("person"):
                self.database.run(
                    _ADD_PERSON,
                    name=person.name,
                    full_name=person.full_name,
                    role=person.role.value,
                    password=person.password,
                    language=person.language,
                    keys_off=int(person.keys_off),
                    now=self.now(),
                )
                self.note_sign_in("person-added", actor=actor, detail=f"{person.name} as {person.role.value}")
        except StoreConflictError:
            return False
        return True

    def change_person(self, person: Person, *, actor: str, detail: str) -> bool:
        """Write a person's row, with a line of history; sessions end where what they stand for changed."""
        with self.database.transaction("person"):
            before = self.person(person.name)
            if before is None:
                return False
            self.database.run(
                _CHANGE_PERSON,
                name=person.name,
                full_name=person.full_name,
                role=person.role.value,
                password=person.password,
                disabled_at=person.disabled_at,
            )
            if _standing(before) != _standing(person):
                self.end_sessions(person.name)
            self.note_sign_in("person-changed", actor=actor, detail=detail)
        return True

    def set_preferences(self, name: str, *, language: str, keys_off: bool) -> None:
        """Write down how somebody likes the page."""
        self.database.run(
            "UPDATE person SET language = :language, keys_off = :keys_off WHERE name = :name",
            name=name,
            language=language,
            keys_off=int(keys_off),
        )

    def open_session(self, session: Session) -> None:
        """Write down that somebody is signed in."""
        self.database.run(
            "INSERT INTO session (digest, person, form_token, address, created_at, seen_at)"
            " VALUES (:digest, :person, :form_token, :address, :created, :seen)",
            digest=session.digest,
            person=session.person,
            form_token=session.form_token,
            address=session.address,
            created=session.created_at,
            seen=session.seen_at,
        )

    def session(self, digest: str) -> Session | None:
        """Return the session of that digest."""
        row = self.database.row("SELECT * FROM session WHERE digest = :digest", digest=digest)
        return Session(**row) if row else None

    def touch_session(self, digest: str) -> None:
        """Write down that the session is in use."""
        self.database.run("UPDATE session SET seen_at = :now WHERE digest = :digest", now=self.now(), digest=digest)

    def end_session(self, digest: str) -> None:
        """End a session."""
        self.database.run("DELETE FROM session WHERE digest = :digest", digest=digest)

    def sessions_of(self, person: str) -> Sequence[Session]:
        """Return the sessions of a person, the one used last first."""
        rows = self.database.rows(
            "SELECT * FROM session WHERE person = :person ORDER BY seen_at DESC", person=person
        )
        return [Session(**row) for row in rows]

    def end_sessions(self, person: str) -> int:
        """End every session of a person; return how many there were."""
        return self.database.run("DELETE FROM session WHERE person = :person", person=person)

    def drop_sessions(self, *, seen_before: datetime, begun_before: datetime) -> int:
        """Forget sessions that were not used since the one time or begun before the other."""
        return self.database.run(
            "DELETE FROM session WHERE seen_at < :seen OR created_at < :begun", seen=seen_before, begun=begun_before
        )

    def add_link(self, link: OneTimeLink) -> None:
        """Write a link down; those of the same person that were not used are gone."""
        with self.database.transaction("link"):
            self.database.run(
                "DELETE FROM one_time_link WHERE person = :person AND used_at IS NULL", person=link.person
            )
            self.database.run(
                "INSERT INTO one_time_link (digest, person, ends_at) VALUES (:digest, :person, :ends)",
                digest=link.digest,
                person=link.person,
                ends=link.ends_at,
            )

    def link(self, digest: str) -> OneTimeLink | None:
        """Return the link of that digest."""
        row = self.database.row("SELECT * FROM one_time_link WHERE digest = :digest", digest=digest)
        return OneTimeLink(**row) if row else None

    def use_link(self, digest: str) -> bool:
        """Write down that the link was used; False where it was used already, or its time has passed."""
        used = self.database.run(
            "UPDATE one_time_link SET used_at = :now WHERE digest = :digest AND used_at IS NULL AND ends_at > :now",
            digest=digest,
            now=self.now(),
        )
        return used > 0

    def note_sign_in(self, name: str, *, actor: str, detail: str) -> None:
        """Write a line about signing in or out into the history of the whole site."""
        with self.database.transaction("sign-in"):
            self._add_event_of(None, name, actor=actor, detail=detail)


def _person(row: Row) -> Person:
    return Person(**{**row, "role": Role(row["role"]), "keys_off": bool(row["keys_off"])})


def _standing(person: Person) -> tuple[object, ...]:
    return person.role, person.password, person.disabled_at
