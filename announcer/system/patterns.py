"""Regular expressions that are compiled when they are first used: a command needs few of those it imports."""

import re
from typing import cast


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the compiled `source` as far as calling its methods goes; `re` itself does not take it for a pattern.

    Raises (when it is first used):
        re.error: the source is no regular expression.
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))


class _Lazy:
    """A pattern that puts the compiled one's methods in its own place as soon as one of them is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._source, self._flags)
        for method in ("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn", "pattern"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
