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
_FORMS = {Style.SUP: _SUPERSCRIPTS, Style.SUB: _SUBSCRIPTS}


def unicode_text(rich: Rich) -> str:
    """Return the text with sub- and superscripts as Unicode characters: H₂O, CD8⁺.

    A run is changed only if every character of it has a Unicode form, so that `10<sup>3,5</sup>` never
    becomes half a superscript; all other styles are dropped.
    """
    return "".join(_shown(run) for run in rich.runs)


def _shown(run: Run) -> str:
    forms = _FORMS.get(run.style)
    text = _DASHES.sub(_MINUS, run.text.strip())
    if not forms or not all(character in forms for character in text):
        return run.text
    return "".join(forms[character] for character in text)
