"""The figure of a card's key sentence, as templates see it."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from announcer.core.keysentences.key_figures import KeyFigure, key_figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """`figure` in card templates; docs/reference/template-variables.md describes each part.

    `sentence` is the key sentence as mark-up with the figure in `<mark>`. `chart` is `persons`, `ring`, `change`,
    or empty where no picture of the number would be true.
    """

    kind: str
    number: str
    unit: str
    qualifier: str
    first: str
    sentence: Markup
    chart: str
    share: float
    whole: int
    from_value: float
    to_value: float


def figure_view(sentence: str, language: str) -> FigureView | None:
    """Return the figure of a key sentence; None where there is none, or more than one could be it."""
    found = key_figure(sentence, language)
    if found is None:
        return None
    before, said, after = sentence[: found.start], sentence[found.start : found.end], sentence[found.end :]
    return FigureView(
        kind=found.kind,
        number=found.number,
        unit=found.unit,
        qualifier=found.qualifier,
        first=found.first,
        sentence=Markup("{}<mark>{}</mark>{}").format(escape(before), escape(said), escape(after)),
        chart=_chart(found),
        share=found.share or 0.0,
        whole=found.whole or 10,
        from_value=found.from_value,
        to_value=found.to_value,
    )


def _chart(figure: KeyFigure) -> str:
    if figure.kind == "change":
        return "change"
    if figure.share is None:
        return ""
    return "persons" if figure.is_of_people else "ring"
