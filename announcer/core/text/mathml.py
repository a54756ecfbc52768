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
            space = " " if path[-1].name == "mtext" else ""
            path[-1].children.append(_Element("#text", text=space.join(re.split(r"\s+", text))))
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
    if element.name in _GROUPS and parts:
        return _group(element.name, parts)
    return [run for part in parts for run in _runs(part)]


def _group(name: str, parts: list[_Element]) -> list[Run]:
    """Return the runs of a fraction, a root or brackets, so that nobody reads `a+b/c` for a fraction."""
    if name == "mfenced":
        inner = [run for part in parts for run in [Run(text=", "), *_runs(part)]][1:]
        return [Run(text="("), *inner, Run(text=")")]
    first, *others = parts
    if name == "mfrac" and others:
        return [*_grouped([first]), Run(text="/"), *_grouped(others)]
    if name == "mroot" and others:
        which = "".join(run.text for run in _runs(others[0]))
        return [Run(text=_ROOTS.get(which, f"{which}√")), *_grouped([first])]
    return [Run(text="√" if name == "msqrt" else ""), *_grouped(parts)]


def _grouped(elements: list[_Element]) -> list[Run]:
    """Return the runs, in brackets where a sign within them would be read as standing outside."""
    runs = [run for element in elements for run in _runs(element)]
    text = "".join(run.text for run in runs)
    is_one = _ONE_TERM.fullmatch(text) or (text.startswith("(") and text.endswith(")") and text.count("(") == 1)
    return runs if is_one else [Run(text="("), *runs, Run(text=")")]


_GROUPS = {"mfenced", "mfrac", "mroot", "msqrt"}
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_ONE_TERM = re.compile(r"[\w.,°%]*")
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
