"""The figure of a key sentence where closed rules are certain of it: a percentage, a change, a multiple, people.

Nothing is computed and nothing guessed: the number stands in the sentence as it is shown. A p value, a bound of a
confidence interval, a year, an age or a span of time is never the figure. Every other number of the sentence must
be known for what it is; where one is not, or where two could be the figure, there is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from announcer.core.keysentences.figure_wordings import AS_LATIN, BY_LANGUAGE, NUMBER, Wordings
from announcer.core.text.letters import PERSIAN_DIGITS

Kind = Literal["percent", "change", "times", "part", "people"]

LONGEST_SENTENCE = 400
FEWEST_PEOPLE = 20
"""Fewer people by themselves are no number to lead with."""
LARGEST_WHOLE = 20
"""Of how many people some may be for each to be drawn."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BARE_PERCENT = re.compile(r"[(\[]\s*\d+(?:\.\d+)?\s?%\s*[)\]]")
_ANY_NUMBER = re.compile(rf"(?:{NUMBER})")
_YEARS = (1800, 2099)
_HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """A sentence's figure: `number` and `unit` as they are shown, and `start` to `end`, where the sentence says so.

    `first` is what a change begins at, `whole` of how many a part is, `qualifier` what belongs before the number,
    such as `about`. `share` is from 0 to 1 where the figure is a part of a whole (of people: `is_of_people`), else
    None; `from_value` and `to_value` are those of a change.
    """

    kind: Kind
    number: str
    unit: str
    start: int
    end: int
    first: str = ""
    whole: int = 0
    qualifier: str = ""
    share: float | None = None
    is_of_people: bool = False
    from_value: float = 0.0
    to_value: float = 0.0


def key_figure(sentence: str, language: str) -> KeyFigure | None:
    """Return the figure of a sentence in that language, None where the rules are not certain of one."""
    words = BY_LANGUAGE.get(language)
    if words is None or not sentence or len(sentence) > LONGEST_SENTENCE:
        return None
    text = _without_brackets(sentence.translate(AS_LATIN))
    explained = [found.span() for pattern in words.explained for found in pattern.finditer(text)]
    found = list(_figures(sentence, text, words, language, explained))
    if len(found) != 1:
        return None
    (figure,) = found
    if words.denied.search(text[: figure.start]) or words.rival.search(_blanked(text, figure.start, figure.end)):
        return None
    known = [*explained, (figure.start, figure.end)]
    numbers = (match.span() for match in _ANY_NUMBER.finditer(text))
    return figure if all(any(low <= at[0] and at[1] <= high for low, high in known) for at in numbers) else None


def _without_brackets(text: str) -> str:
    """Blank what stands in brackets, but for a percentage by itself; places in the text stay."""
    for _ in range(3):  # brackets within brackets
        text = _BRACKETS.sub(lambda found: _percent_alone(found[0]), text)
    return text


def _percent_alone(brackets: str) -> str:
    return f" {brackets[1:-1]} " if _BARE_PERCENT.fullmatch(brackets) else " " * len(brackets)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _figures(
    sentence: str, text: str, words: Wordings, language: str, explained: list[tuple[int, int]]
) -> Iterator[KeyFigure]:
    """Yield what could be the figure; people who are counted count where there is nothing else."""
    changes = [match for match in words.change.finditer(text) if _same_unit(match)]
    inside = [match.span("figure") for match in changes]
    yielded = False
    for match in changes:
        yield _change(sentence, match)
        yielded = True
    for kind, pattern in (("percent", words.percent), ("times", words.times), ("part", words.part)):
        for match in pattern.finditer(text):
            if _within(match.span(), inside) or (kind == "percent" and _within(match.span(), explained)):
                continue
            figure = _figure(kind, sentence, match, words, language)
            if figure is not None:
                yield _qualified(figure, text, sentence, words)
                inside.append((figure.start, figure.end))
                yielded = True
    if not yielded:
        yield from _people(sentence, text, words)


def _within(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(low <= span[0] < high for low, high in others)


def _same_unit(match: re.Match[str]) -> bool:
    """Return whether both ends of a change are measured alike, and are not years."""
    first, last = match["unit1"], match["unit"]
    years = all(match[end].isdigit() and _YEARS[0] <= int(match[end]) <= _YEARS[1] for end in ("first", "last"))
    return not (years and not last) and (not first or first == last)


def _change(sentence: str, match: re.Match[str]) -> KeyFigure:
    start, end = match.span("figure")
    unit = sentence[slice(*match.span("unit"))] if match["unit"] else ""
    return KeyFigure(
        kind="change",
        first=sentence[slice(*match.span("first"))],
        number=sentence[slice(*match.span("last"))],
        unit=unit,
        start=start,
        end=end,
        from_value=_value(match["first"]),
        to_value=_value(match["last"]),
    )


def _figure(kind: str, sentence: str, match: re.Match[str], words: Wordings, language: str) -> KeyFigure | None:
    match kind:
        case "percent":
            return _percent(sentence, match, words)
        case "times":
            return _times(sentence, match, words, language)
    return _part(sentence, match, words, language)


def _percent(sentence: str, match: re.Match[str], words: Wordings) -> KeyFigure:
    named = match.groupdict()
    group = "number" if named["number"] else "late"
    start, end = match.span(group)
    until = match.end("unit") if named["unit"] else end
    value = _value(match[group])
    is_share = bool(named["of"]) and 0 <= value <= _HUNDRED and named["unit"] != "percentage points"
    unit = sentence[slice(*match.span("unit"))] if named["unit"] else "٪"
    return KeyFigure(
        kind="percent",
        number=sentence[start:end],
        unit=_percent_sign(unit),
        start=match.start() if group == "late" else start,
        end=until,
        share=value / _HUNDRED if is_share else None,
        is_of_people=is_share and bool(words.of_people.match(match.string, match.end())),
    )


def _percent_sign(unit: str) -> str:
    """Return `%` for the word, which says the same in a tenth of the room."""
    return {"per cent": "%", "percent": "%", "درصد": "٪"}.get(unit, unit)


def _times(sentence: str, match: re.Match[str], words: Wordings, language: str) -> KeyFigure | None:
    named = match.groupdict()
    group = next((name for name in ("number", "fold", "twice") if named.get(name)), "number")
    said = match[group]
    number = "2" if group == "twice" else str(words.numerals.get(said.lower(), "")) or ""
    if number == "1" or said == "1":
        return None
    shown = _digits(number, language) if number else sentence[slice(*match.span(group))]
    return KeyFigure(
        kind="times",
        number=shown,
        unit=words.times_sign,
        start=match.start(),
        end=len(match[0].rstrip()) + match.start(),
    )


def _part(sentence: str, match: re.Match[str], words: Wordings, language: str) -> KeyFigure | None:
    counts = [words.numerals.get(match[end].lower()) or _value(match[end]) for end in ("number", "whole")]
    part, whole = counts
    if not 0 < part < whole or part != int(part) or whole != int(whole):
        return None
    start, end = match.span("figure")
    if not words.of_people.match(match.string, end):
        return None
    shown = [
        _digits(str(words.numerals[match[name].lower()]), language)
        if match[name].lower() in words.numerals
        else sentence[slice(*match.span(name))]
        for name in ("number", "whole")
    ]
    return KeyFigure(
        kind="part",
        number=shown[0],
        unit=f"{sentence[slice(*match.span('words'))]} {shown[1]}",
        start=start,
        end=end,
        whole=int(whole) if whole <= LARGEST_WHOLE else 0,
        share=part / whole,
        is_of_people=True,
    )


def _people(sentence: str, text: str, words: Wordings) -> Iterator[KeyFigure]:
    if words.treated.search(text):
        return
    found = list(words.people.finditer(text))
    for match in found if len(found) == 1 else ():  # groups that are compared are no figure
        start, end = match.span("number")
        before = words.qualifier.sub("", text[:start])
        number = match["number"]
        is_year = "," not in number and _YEARS[0] <= _value(number) <= _YEARS[1]
        if _value(number) >= FEWEST_PEOPLE and not is_year and not words.sample.search(before):
            yield _qualified(
                KeyFigure(
                    kind="people",
                    number=sentence[start:end],
                    unit=sentence[end : match.end()].strip(),
                    start=start,
                    end=match.end(),
                ),
                text,
                sentence,
                words,
            )


def _qualified(figure: KeyFigure, text: str, sentence: str, words: Wordings) -> KeyFigure:
    """Return the figure with what stands before it and belongs to it."""
    found = words.qualifier.search(text[: figure.start])
    if found is None:
        return figure
    return replace(figure, qualifier=sentence[found.start() : found.end()].strip().lower(), start=found.start())


def _digits(number: str, language: str) -> str:
    return number.translate(PERSIAN_DIGITS) if language == "fa" else number


def _value(number: str) -> float:
    return float(number.replace(",", "").replace("−", "-"))
