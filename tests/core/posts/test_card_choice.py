"""Which template a publication's card is drawn in, and why."""

from dataclasses import replace

import pytest

from announcer.core.posts.card_choice import CardFacts, CardRule, chosen_card, turn_of
from tests.builders import publication

FIGURE = CardRule(templates=("figure",), number=True)
VOICE = CardRule(templates=("voice",), portrait=True, types=("article",))
REVIEWS = CardRule(templates=("journal",), study=("systematic_review", "meta_analysis"))
TURNS = CardRule(templates=("summary", "quote", "title"))
RULES = (FIGURE, VOICE, REVIEWS, TURNS)


@pytest.mark.parametrize(
    ("facts", "template", "reason"),
    [
        (
            CardFacts(type="article", number=True),
            "figure",
            "rule 1 of card.choose: its key sentence has one certain number",
        ),
        (
            CardFacts(type="article", portrait=True),
            "voice",
            "rule 2 of card.choose: the kind is article and one of ours has a portrait",
        ),
        (
            CardFacts(type="review", portrait=True, study=("meta_analysis",)),
            "journal",
            "rule 3 of card.choose: the study mark says meta analysis",
        ),
        (
            CardFacts(type="letter"),
            "quote",
            "rule 4 of card.choose: it asks for nothing; its turn among summary, quote, title",
        ),
    ],
)
def test_the_first_rule_that_holds_is_taken_and_told(facts: CardFacts, template: str, reason: str) -> None:
    choice = chosen_card(RULES, facts, 4, otherwise="summary")

    assert (choice.template, choice.reason) == (template, reason)


def test_where_no_rule_holds_or_there_is_none_the_sites_own_template_is_taken() -> None:
    facts = CardFacts(type="article")

    assert chosen_card((), facts, 0, otherwise="title").reason == "card.template"
    choice = chosen_card((FIGURE,), facts, 0, otherwise="title")
    assert (choice.template, choice.reason) == ("title", "card.template: no rule of card.choose holds")


def test_a_rule_may_ask_that_something_is_not_there() -> None:
    rule = CardRule(templates=("title",), number=False, portrait=False)

    assert chosen_card((rule,), CardFacts(type="article"), 0, otherwise="x").template == "title"
    assert chosen_card((rule,), CardFacts(type="article", number=True), 0, otherwise="x").template == "x"


def test_publications_take_turns_each_the_same_one_every_time() -> None:
    several = [replace(publication(), doi=f"10.5555/{number}") for number in range(300)]

    turns = [turn_of(one) % 3 for one in several]

    assert turns == [turn_of(one) % 3 for one in several]
    assert all(70 < turns.count(turn) < 130 for turn in range(3))
    assert turn_of(replace(publication(), doi="10.5555/A")) == turn_of(replace(publication(), doi="10.5555/a"))
