"""Choose the card template of a publication by the rules of the site, and say why."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from announcer.core.publications.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRule:
    """A rule: where all that it asks for holds, one of its `templates` is taken; several take turns.

    `types` are kinds of publication, `study` names of designs and subjects as a study mark has them; `number` and
    `portrait` ask whether the key sentence has a certain figure, and one of ours a portrait. What is empty or None
    is not asked.
    """

    templates: tuple[str, ...]
    types: Collection[str] = ()
    study: Collection[str] = ()
    number: bool | None = None
    portrait: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What the rules ask of a publication."""

    type: str
    study: Collection[str] = ()
    number: bool = False
    portrait: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChoice:
    """The template that was taken, and why, as a person is told."""

    template: str
    reason: str


def chosen_card(rules: Sequence[CardRule], facts: CardFacts, turn: int, *, otherwise: str) -> CardChoice:
    """Return the choice of the first rule that holds; `otherwise` where none does. `turn` says whose turn it is."""
    for place, rule in enumerate(rules, start=1):
        if (why := _holds(rule, facts)) is not None:
            template = rule.templates[turn % len(rule.templates)]
            by_turns = f"; its turn among {', '.join(rule.templates)}" if len(rule.templates) > 1 else ""
            return CardChoice(template=template, reason=f"rule {place} of card.choose: {why}{by_turns}")
    if rules:
        return CardChoice(template=otherwise, reason="card.template: no rule of card.choose holds")
    return CardChoice(template=otherwise, reason="card.template")


def turn_of(publication: Publication) -> int:
    """Return the publication's turn: the same one each time, and spread evenly over publications."""
    identity = publication.doi or publication.pmid or publication.title.plain
    return int.from_bytes(hashlib.sha256(identity.lower().encode(errors="surrogatepass")).digest()[:4], "big")


def _holds(rule: CardRule, facts: CardFacts) -> str | None:
    """Return why a rule holds, None where it does not."""
    study = next((name for name in facts.study if name in rule.study), "")
    asked = (
        (not rule.types or facts.type in rule.types, rule.types and f"the kind is {facts.type}"),
        (not rule.study or bool(study), study and f"the study mark says {study.replace('_', ' ')}"),
        (rule.number in (None, facts.number), rule.number is not None and _said("number", there=facts.number)),
        (
            rule.portrait in (None, facts.portrait),
            rule.portrait is not None and _said("portrait", there=facts.portrait),
        ),
    )
    if not all(holds for holds, _ in asked):
        return None
    return " and ".join(str(why) for _, why in asked if why) or "it asks for nothing"


def _said(what: str, *, there: bool) -> str:
    number = "its key sentence has one certain number" if there else "its key sentence has no certain number"
    portrait = "one of ours has a portrait" if there else "none of ours has a portrait"
    return number if what == "number" else portrait
