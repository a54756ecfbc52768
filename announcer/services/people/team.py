"""The people who may sign in on the review page: add, give another role, shut out, let in again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from announcer.errors import UsageError, WrongStateError
from announcer.ports.people_store import PeopleStore, Person, Role

_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,63}")


def checked_name(name: str) -> str:
    """Return a name to sign in by, in small letters.

    Raises:
        UsageError: it is none.
    """
    own = name.strip().casefold()
    if not _NAME.fullmatch(own):
        hint = "use up to 64 letters a to z, digits and . _ - + @, such as a mail address"
        raise UsageError(f"{name.strip()!r} is not a name to sign in by", hint=hint)
    return own


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Says who may sign in, and what they may do.

    Args:
        store: Who may sign in.
    """

    store: PeopleStore

    def listed(self) -> Sequence[Person]:
        """Return everybody, by name."""
        return self.store.people()

    def add(self, name: str, role: Role, *, full_name: str = "", actor: str) -> Person:
        """Add somebody, who sets a password by a link.

        Raises:
            UsageError: the name is none to sign in by.
            WrongStateError: there is somebody of that name.
        """
        person = Person(name=checked_name(name), full_name=" ".join(full_name.split()), role=role)
        if not self.store.add_person(person, actor=actor):
            raise WrongStateError(
                f"there is a person {person.name} already", hint="give the role that they should have"
            )
        return person

    def give_role(self, name: str, role: Role, *, actor: str) -> Person:
        """Give somebody another role; they have to sign in again.

        Raises:
            UsageError: there is nobody of that name.
            WrongStateError: there would be no administrator any more.
        """
        person = self._person(name)
        if role is not Role.ADMIN:
            self._keep_one_administrator(person)
        return self._changed(replace(person, role=role), actor, f"{person.name} as {role.value}")

    def disable(self, name: str, *, actor: str) -> Person:
        """Let somebody sign in no longer, and end their sessions; what they did stays in the history.

        Raises:
            UsageError: there is nobody of that name.
            WrongStateError: there would be no administrator any more.
        """
        person = self._person(name)
        self._keep_one_administrator(person)
        return self._changed(
            replace(person, disabled_at=self.store.now()), actor, f"{person.name} may sign in no longer"
        )

    def enable(self, name: str, *, actor: str) -> Person:
        """Let somebody sign in again.

        Raises:
            UsageError: there is nobody of that name.
        """
        person = self._person(name)
        return self._changed(replace(person, disabled_at=None), actor, f"{person.name} may sign in again")

    def sign_out_everywhere(self, name: str, *, actor: str) -> int:
        """End every session of somebody; return how many there were.

        Raises:
            UsageError: there is nobody of that name.
        """
        person = self._person(name)
        self.store.note_sign_in("signed-out-everywhere", actor=actor, detail=person.name)
        return self.store.end_sessions(person.name)

    def named(self, name: str) -> Person:
        """Return the person of that name.

        Raises:
            UsageError: there is nobody of that name.
        """
        return self._person(name)

    def _person(self, name: str) -> Person:
        person = self.store.person(name.strip().casefold())
        if person is None:
            raise UsageError(f"there is nobody of the name {name.strip()!r}", hint="see who there is")
        return person

    def _keep_one_administrator(self, person: Person) -> None:
        others = [each for each in self.store.people() if each.role is Role.ADMIN and not each.disabled_at]
        if [each.name for each in others] == [person.name]:
            raise WrongStateError(
                f"{person.name} is the only administrator", hint="make somebody else one before that"
            )

    def _changed(self, person: Person, actor: str, detail: str) -> Person:
        self.store.change_person(person, actor=actor, detail=detail)
        return person
