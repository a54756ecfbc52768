"""Inputs for the fuzzer: whole ones with bytes changed, and ones built of what is hard to read."""

import json
from pathlib import Path
from random import Random

from tests.hostile_inputs import UNITS
from tests.importers.pages import PageText, as_html, as_text

ROOT = Path(__file__).parents[2]
SAMPLES: tuple[bytes, ...] = (
    *(path.read_bytes() for path in sorted((ROOT / "templates" / "stress").glob("*.toml"))),
    (ROOT / "templates" / "site" / "example.toml").read_bytes(),
    as_text(PageText()).encode(),
    as_html(PageText()).encode(),
)
FONT = (ROOT / "assets" / "fonts" / "Vazirmatn.ttf").read_bytes()
PICTURE = (ROOT / "assets" / "brand" / "logo-on-dark.png").read_bytes()
CARD_TEMPLATE = (ROOT / "templates" / "card" / "summary.toml").read_bytes()

_TEXTS = (
    "title",
    "journal",
    "doi",
    "pmid",
    "pmcid",
    "abstract",
    "lay_summary",
    "key_sentence",
    "publisher",
    "note",
)
_PIECES = (
    *("{{ x }}", "{{ a ~ a }}", "{% set a = a ~ a %}", "{% set a = [a, a] %}", "{% for b in x %}", "{% endfor %}"),
    *(
        "{% macro m(n) %}",
        "{{ m(3) }}",
        "{% endmacro %}",
        "{{ m(m(x)) }}",
        "{{ a | replace('a', a) }}",
        "{{ x.y }}",
    ),
    *(
        "{{ 1 | round(99) }}",
        "{{ a | join(a) }}",
        "{{ a * 3 }}",
        "{% set a %}",
        "{% endset %}",
        "{{ 9 ** 99 }}",
        "{{ (",
    ),
    *(
        "{% for c in [1, 1] recursive %}",
        "{{ loop([1, 1]) }}",
        "{% optional 1 %}",
        "{% endoptional %}",
        "{% if a %}",
    ),
    *(
        "{{ a | flexible }}",
        "{{ a | fill(n=3) }}",
        "{% endif %}",
        "words ",
        "{{ ''.__class__ }}",
        "{% include 'a' %}",
    ),
)


def mutated(dice: Random, data: bytes) -> bytes:
    """Return the bytes with some changed, doubled, cut out or cut off."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(changed) or 1)
        match dice.randrange(5):
            case 0:
                changed[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                changed[at:at] = changed[at : at + dice.randint(1, 200)] * dice.randint(1, 4)
            case 2:
                del changed[at : at + dice.randint(1, 60)]
            case 3:
                changed[at:at] = (dice.choice(UNITS) * dice.randint(1, 40)).encode(errors="replace")
            case _:
                del changed[at + len(changed) // 2 :]
    return bytes(changed)


def record(dice: Random) -> bytes:
    """Return a record of which some fields are made of hard units, as JSON, or a page of such lines."""
    fields: dict[str, object] = {"title": "A title", "doi": f"10.5555/{dice.randrange(10**6)}"}
    for name in dice.sample(_TEXTS, dice.randint(1, 3)):
        fields[name] = _text(dice)
    if dice.random() < 0.2:
        fields["authors"] = [_text(dice)[:300] for _ in range(dice.choice((1, 3, 300)))]
    if dice.random() < 0.1:
        fields["keywords"] = [_text(dice)[:99] for _ in range(dice.choice((1, 300)))]
    if dice.random() < 0.1:
        return as_html(PageText(title=_text(dice), abstract=_text(dice))).encode(errors="replace")
    return json.dumps(fields).encode()


def structure(dice: Random) -> bytes:
    """Return a file of nothing but hard units, up to a megabyte."""
    return (_begun(dice) + _text(dice, 1_000_000)).encode(errors="replace")


def _begun(dice: Random) -> str:
    return dice.choice(
        ("", "<html>", '{"title": "', "title = '", "[{", "Stay connected!\nSource: \n", "[[publication]]\n")
    )


def _text(dice: Random, most: int = 60_000) -> str:
    length = int(most ** dice.random())
    unit = "".join(dice.choice(UNITS) for _ in range(dice.randint(1, 4)))
    return (dice.choice(("", "Words before ", "10.1234/", "<math>")) + unit * (length // len(unit) + 1))[:most]


def template(dice: Random) -> str:
    """Return a template of pieces put together at random."""
    return "{% set a = 'aaaa' %}" + "".join(dice.choice(_PIECES) for _ in range(dice.randint(1, 40)))
