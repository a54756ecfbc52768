"""`announcer count`: how long a text is for X, and what X would make of it."""

import click

from announcer.channels.x.rules import X_RULES
from announcer.cli.app import App, echo, emit
from announcer.core.posts.counting import Entity, EntityKind, Measured

_JOINERS = "\u200c\u200d"
_LINE_BREAKS = ("\r\n", "\n", "\r")


@click.command("count")
@click.argument("text")
@click.pass_obj
def command(app: App, text: str) -> None:
    """Count a text as X counts it, and list its links.

    With `-` for TEXT it is read from standard input, without its last line break.
    """
    measured = X_RULES.measure(_standard_input() if text == "-" else text)
    if app.json:
        emit(_record(measured))
        return
    echo(f"{measured.length} of {measured.limit}, {measured.remaining} remaining: {_verdict(measured)}")
    for entity in _clickable(measured):
        echo(f"  {entity.kind:<8}{entity.start:>5}-{entity.end:<5} {_visible(entity.text)}")


def _standard_input() -> str:
    """Return standard input without its last line break; bytes that are not UTF-8 become U+FFFD."""
    with click.open_file("-", "rb") as stream:
        text = str(stream.read(), encoding="utf-8-sig", errors="replace")
    return next((text.removesuffix(end) for end in _LINE_BREAKS if text.endswith(end)), text)


def _verdict(measured: Measured) -> str:
    if measured.refused:
        return f"X refuses U+{ord(measured.refused):04X}"
    if measured.remaining < 0:
        return "too long"
    return "valid" if measured.valid else "empty"


def _clickable(measured: Measured) -> list[Entity]:
    """Return the links, all of which count, and the other entities, in order."""
    others = [entity for entity in measured.entities if entity.kind is not EntityKind.URL]
    return sorted([*measured.links, *others], key=lambda entity: entity.start)


def _record(measured: Measured) -> dict[str, object]:
    return {
        "length": measured.length,
        "limit": measured.limit,
        "remaining": measured.remaining,
        "valid": measured.valid,
        "verdict": _verdict(measured),
        "links": [_visible(link.text) for link in measured.links],
        "entities": [
            {"kind": entity.kind, "text": _visible(entity.text), "start": entity.start, "end": entity.end}
            for entity in _clickable(measured)
        ],
    }


def _visible(text: str) -> str:
    """Return the text with control characters and lone surrogates spelled out: no terminal must act on them."""
    return "".join(letter if letter.isprintable() or letter in _JOINERS else ascii(letter)[1:-1] for letter in text)
