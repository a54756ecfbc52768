"""The `[card]` table of announcer.toml: which templates cards are drawn in, and whose brand they bear."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from announcer.core.posts.card_choice import CardRule
from announcer.core.publications.publication import PublicationType
from announcer.core.publications.study import DESIGNS, SUBJECTS
from announcer.settings.values import Settings, Text
from announcer.system.suggestions import did_you_mean

_KNOWN = sorted({*DESIGNS, *SUBJECTS})


def _study(name: str) -> str:
    if name not in _KNOWN:
        raise ValueError(f"{name!r} is nothing that a study mark says{did_you_mean(name, _KNOWN)}")
    return name


_Study = Annotated[str, AfterValidator(_study)]


def _listed(value: object) -> object:
    """Let one template stand for a list of one."""
    return [value] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRuleSettings(Settings):
    """One `[[card.choose]]`: which template is taken for which publications."""

    template: Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1, max_length=12)]
    type: Annotated[tuple[PublicationType, ...], BeforeValidator(_listed)] = ()
    study: Annotated[tuple[_Study, ...], BeforeValidator(_listed)] = ()
    number: bool | None = None
    portrait: bool | None = None

    def as_rule(self) -> CardRule:
        """Return the rule as the core knows it."""
        return CardRule(
            templates=self.template,
            types=tuple(kind.value for kind in self.type),
            study=self.study,
            number=self.number,
            portrait=self.portrait,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSettings(Settings):
    """What the card looks like."""

    template: Text = "summary"
    brand: Text = "assets/brand/brand.toml"
    choose: Annotated[tuple[CardRuleSettings, ...], Field(max_length=40)] = ()

    def as_rules(self) -> tuple[CardRule, ...]:
        """Return the rules of choice, in order."""
        return tuple(rule.as_rule() for rule in self.choose)
