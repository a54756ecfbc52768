"""Passwords: what a good one must have, how it is kept, whether one is right. argon2-cffi hashes them.

The parameters are those of RFC 9106's second choice (64 MiB, 3 passes), which the library has as its own. A hash
takes that much memory, so that few may be computed at a time.
"""

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from announcer.errors import UsageError

SHORTEST = 10
LONGEST = 256
AT_ONCE = 2
"""So many passwords are tried at the same time: each takes 64 MiB."""

_HASHER = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=1)
_TURNS = threading.BoundedSemaphore(AT_ONCE)
_COMMON = frozenset(
    ("password", "passw0rd", "qwertyuiop", "1234567890", "12345678910", "0123456789", "letmein", "iloveyou")
)


def check_password(password: str, *names: str) -> None:
    """Let a password through that is long enough and not what everybody tries first.

    Raises:
        UsageError: it is too short or too long, one letter over and over, or holds the person's name.
    """
    text = _composed(password)
    if len(text) < SHORTEST:
        raise UsageError(f"the password needs at least {SHORTEST} characters", hint="four words make a good one")
    if len(text) > LONGEST:
        raise UsageError(f"the password may have at most {LONGEST} characters")
    plain = text.casefold()
    if len(set(plain)) < 4 or any(plain.startswith(word) for word in _COMMON):  # noqa: PLR2004 (letters)
        raise UsageError(
            "that password is among the first that anybody would try", hint="four words make a good one"
        )
    if any(name and name.casefold() in plain for name in names):
        raise UsageError("the password must not hold your name", hint="four words make a good one")


def password_hash(password: str) -> str:
    """Return what is kept of a password."""
    with _TURNS:
        return _HASHER.hash(_composed(password))


def is_password(password: str, kept: str) -> bool:
    """Return whether it is the password that the hash was made of; takes as long where there is none at all."""
    with _TURNS:
        try:
            return _HASHER.verify(kept or _nobody(), _composed(password[: LONGEST + 1])) and bool(kept)
        except (Argon2Error, InvalidHashError):
            return False


def _composed(password: str) -> str:
    """Return the password in one form, however the keyboard has made its letters."""
    return unicodedata.normalize("NFKC", password)


_NOBODY: list[str] = []


def _nobody() -> str:
    """Return the hash of no password, so that an unknown name takes as long as a known one."""
    if not _NOBODY:
        _NOBODY.append(_HASHER.hash("nobody has this password"))
    return _NOBODY[0]
