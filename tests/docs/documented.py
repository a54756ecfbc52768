"""The commands that stand in the documents, read from their blocks of shell and from their running text."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from announcer.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]

_BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`announcer ([^`]+)`")
_END = re.compile(r"[|&;<>]+|2>>?")
_GRAMMAR = "[--site DIR] [--actor NAME] [--json] COMMAND"
_OPTIONS_WITH_VALUE = ("--site", "--actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """A command as a document has it: the page, the words as they stand, and those after `announcer`."""

    page: str
    text: str
    arguments: tuple[str, ...]

    @property
    def verb(self) -> str:
        """The command's name."""
        return _verb(self.arguments)


def documented() -> list[Documented]:
    """Return every command of every page once, in order."""
    found: dict[tuple[str, ...], Documented] = {}
    for page in PAGES:
        name = str(page.relative_to(ROOT))
        for text, arguments in _commands(page.read_text("utf-8")):
            found.setdefault(arguments, Documented(page=name, text=text, arguments=arguments))
    return list(found.values())


def _commands(page: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for block in _BLOCK.findall(page):
        for line in block.replace("\\\n", " ").splitlines():
            arguments = _of_line(line)
            if arguments:
                yield line.strip(), arguments
    for span in _INLINE.findall(page):
        if span != _GRAMMAR and not span.startswith("…"):
            yield f"announcer {span}", _plain(shlex.split(span))


def _of_line(line: str) -> tuple[str, ...]:
    """Return the arguments that a line of shell gives to the program, behind any wrapper; or none."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = list(lexer)
    ends = [number for number, word in enumerate(words) if _END.fullmatch(word)]
    words = words[: ends[0]] if ends else words
    starts = [number for number, word in enumerate(words) if Path(word).name == "announcer"]
    for start in reversed(starts):
        arguments = _plain(words[start + 1 :])
        if arguments and (start == 0 or _verb(arguments) in COMMANDS):
            return arguments
    return ()


def _plain(words: list[str]) -> tuple[str, ...]:
    """Return the words without the marks of "one or more" and "may be left out"; `--url …` has an address."""
    bare = [word.strip("[]") for word in words]
    given = ["ADDRESS" if word == "…" and before == "--url" else word for before, word in pairwise(["", *bare])]
    return tuple(word.removesuffix("…") for word in given if word != "…")


def _verb(arguments: tuple[str, ...]) -> str:
    words = iter(arguments)
    for word in words:
        if word in _OPTIONS_WITH_VALUE:
            next(words, "")
        elif not word.startswith("-"):
            return word
    return ""
