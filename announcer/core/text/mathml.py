"""Formulas in MathML as short runs of text with sub- and superscripts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from announcer.core.text.richtext import Rich, Run, Style

_TOKEN = re.compile(r"<(/?)(?:\w+:)?([A-Za-z]+)[^<>]*?(/?)>|([^<]+)")
_ALTERNATIVE = re.compile(r"""^<[^<>]*\balttext\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TEX = re.compile(r"[\\${}]")

DEEPEST = 50
"""How deep elements may stand in one another; no formula of a title or an abstract is ten deep."""


@dataclass(slots=True)
class _Element:
    name: str
    children: list["_Element"] = field(default_factory=list)
    text: str = ""


def formula(source: str) -> tuple[Run, ...]:
    """Return the runs of one `<math>` element, white space dropped, indices as sub- and superscripts.

    An `alttext` that is not TeX is taken instead: it is the wording that the publisher wants.
    """
    alternative = _ALTERNATIVE.match(source)
    spoken = (alternative[1] or alternative[2] or "") if alternative else ""
    if spoken.strip() and not _TEX.search(spoken):
        return (Run(text=spoken.strip()),)
    return Rich.joined(_runs(_tree(source))).runs


def _tree(source: str) -> _Element:
    """Return the elements; one that stands more than `DEEPEST` deep is its parent's neighbour and not its child."""
    root = _Element("")
    path, beyond = [root], 0
    for closes, name, is_empty, text in _TOKEN.findall(source):
        if text:
            path[-1].children.append(_Element("#text", text="".join(text.split())))
        elif closes and beyond:
            beyond -= 1
        elif closes:
            del path[max(len(path) - 1, 1) :]
        else:
            element = _Element(name.lower())
            path[-1].children.append(element)
            if is_empty:
                continue
            if len(path) <= DEEPEST:
                path.append(element)
            else:
                beyond += 1
    return root


def _runs(element: _Element) -> Iterable[Run]:
    parts = [child for child in element.children if child.name != "#text" or child.text]
    if element.name == "#text":
        return [Run(text=element.text)]
    if element.name in _SCRIPTS and parts:
        base, *scripts = parts
        return [*_runs(base), *_scripts(scripts, _SCRIPTS[element.name])]
    if element.name == "mmultiscripts" and parts:
        return _multiscripts(parts)
    if element.name == "mfrac" and len(parts) == 2:  # noqa: PLR2004 -- numerator and denominator
        return [*_runs(parts[0]), Run(text="/"), *_runs(parts[1])]
    return [run for part in parts for run in _runs(part)]


_SCRIPTS = {
    "msub": (Style.SUB,),
    "msup": (Style.SUP,),
    "msubsup": (Style.SUB, Style.SUP),
    "munder": (Style.SUB,),
    "mover": (Style.SUP,),
    "munderover": (Style.SUB, Style.SUP),
}


def _multiscripts(parts: list[_Element]) -> list[Run]:
    names = [part.name for part in parts]
    split = names.index("mprescripts") if "mprescripts" in names else len(parts)
    before, after = parts[split + 1 :], parts[1:split]
    # Pairs of a subscript and a superscript; a mass number is read before a charge number.
    prescripts = [*_scripts(before[1::2], (Style.SUP,)), *_scripts(before[::2], (Style.SUB,))]
    return [*prescripts, *_runs(parts[0]), *_scripts(after, (Style.SUB, Style.SUP))]


def _scripts(elements: list[_Element], styles: tuple[Style, ...]) -> list[Run]:
    return [
        Run(text="".join(run.text for run in _runs(element)), style=styles[place % len(styles)])
        for place, element in enumerate(elements)
        if element.name not in {"none", "mprescripts"}
    ]
