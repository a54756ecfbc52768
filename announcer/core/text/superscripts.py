"""Sub- and superscripts as Unicode characters, for text that cannot be styled."""

import re

from announcer.core.text.richtext import Rich, Run, Style

_DASHES = re.compile("[\u2010-\u2014-]")
_MINUS = "\u2212"

_SUPERSCRIPTS = dict(
    zip(
        f"0123456789+{_MINUS}=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ'\"°",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ'\"°",
        strict=True,
    )
)
_SUBSCRIPTS = dict(
    zip(
        f"0123456789+{_MINUS}=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
_DIGIT = re.compile(r"\d")
_ONE_NUMBER = re.compile(rf"[+{_MINUS}]?[\w.,]+")
_FORMS = {Style.SUP: _SUPERSCRIPTS, Style.SUB: _SUBSCRIPTS}
_CHANGED = {*_FORMS, Style.SMALLCAPS}


def unicode_text(rich: Rich) -> str:
    """Return the text with sub- and superscripts as Unicode characters: H₂O, CD8⁺.

    A run is changed only if every character of it has a Unicode form; an exponent that has none is written
    `10^5.5`, for `105.5` is another number. The indices of one formula are all changed or none: La0.7MnO3. Small
    capitals become capitals; all other styles are dropped.
    """
    runs = rich.runs
    if not any(run.style in _CHANGED for run in runs):
        return rich.plain
    whole = _formula_words(runs)
    return "".join(_shown(runs, place, whole_words=whole) for place in range(len(runs)))


def _formula_words(runs: tuple[Run, ...]) -> tuple[bool, ...]:
    """Return for each run whether all indices of the formula that it stands in have a Unicode form."""
    able = [run.style is not Style.SUB or _has_form(run) for run in runs]
    words: list[list[int]] = [[]]
    for place, run in enumerate(runs):
        words[-1].append(place)
        if run.style is not Style.SUB and any(letter.isspace() for letter in run.text):
            words.append([place])
    result = [True] * len(runs)
    for word in words:
        if not all(able[place] for place in word):
            for place in word:
                result[place] = False
    return tuple(result)


def _has_form(run: Run) -> bool:
    forms = _FORMS[run.style]
    return all(character in forms for character in _signs(run))


def _signs(run: Run) -> str:
    return _DASHES.sub(_MINUS, run.text.strip())


def _shown(runs: tuple[Run, ...], place: int, *, whole_words: tuple[bool, ...]) -> str:
    run = runs[place]
    if run.style is Style.SMALLCAPS and run.text.islower():
        return run.text.upper()
    if run.style not in _FORMS:
        return run.text
    if _has_form(run) and (run.style is Style.SUP or whole_words[place]):
        return "".join(_FORMS[run.style][character] for character in _signs(run))
    before = runs[place - 1].text[-1:] if place else ""
    if run.style is Style.SUP and (before.isalnum() or before in {")", "]"}) and _DIGIT.search(run.text):
        signs = _signs(run)
        return f"^{signs}" if _ONE_NUMBER.fullmatch(signs) else f"^({signs})"
    return run.text
