"""Choose the sentence that can stand for a publication: the record's own, or the abstract's conclusion."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from announcer.core.keysentences import roles
from announcer.core.keysentences.openings import without_opening
from announcer.core.publications.publication import Abstract, Publication, Section
from announcer.core.text.letters import folded, language_of
from announcer.core.text.postable import plain
from announcer.core.text.sentences import sentences
from announcer.core.text.superscripts import unicode_text

LONGEST = 220
"""Characters; a longer sentence fits neither post nor card, so the next one is taken."""

LONGEST_OPENING = 200
"""Characters that the leading sentences of a plain-language summary may have together."""

MOST_CANDIDATES = 3
_FEWEST_WORDS = 5
_NEAR_THE_END = 4
"""In how many last sentences a conclusion is looked for where the abstract has no labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySentence:
    """A sentence that could stand for the publication; `source` says where it was found.

    `text` may leave out a section label or a self-referring opening; `original` is the sentence as printed.
    """

    text: str
    original: str
    source: str


def best_sentence(candidates: Sequence[KeySentence]) -> str:
    """Return the text of the best candidate, or nothing where there is none."""
    return candidates[0].text if candidates else ""


def candidates(publication: Publication, language: str) -> tuple[KeySentence, ...]:
    """Return up to three sentences of that language, best first; none where the record has no usable one.

    In this order: a sentence that staff chose (`key_sentence`), the opening of the plain-language summary, the
    abstract's conclusion. Cautious words (`may`, `suggest`) stay, and no sentence is ever cut.
    """
    found: dict[str, KeySentence] = {}
    for candidate in (*_given(publication, language), *_of_abstract(publication.abstract, language)):
        found.setdefault(folded(candidate.text), candidate)
    return tuple(found.values())[:MOST_CANDIDATES]


def _given(publication: Publication, language: str) -> Iterator[KeySentence]:
    """Yield what the record itself offers, its translation into the language first."""
    there = publication.translations.get(language)
    chosen = ([there.key_sentence] if there else []) + [publication.key_sentence]
    summaries = ([there.lay_summary] if there else []) + [publication.lay_summary]
    for text in chosen:
        if text := _in(text, language):
            yield KeySentence(text=text, original=text, source="key_sentence")
    for text in summaries:
        if text := _opening_of(_in(text, language)):
            yield KeySentence(text=text, original=text, source="lay_summary")


def _in(text: str, language: str) -> str:
    """Return the text as a post may carry it, or nothing where it is clearly in another language."""
    text = plain(text, language)
    return text if (language_of(text) == "fa") == (language == "fa") else ""


def _opening_of(summary: str) -> str:
    """Return the first sentence of a summary, and those after it while all of them stay short."""
    opening = ""
    for sentence in sentences(summary):
        longer = f"{opening} {sentence}".strip()
        if len(longer) > (LONGEST_OPENING if opening else LONGEST):
            break
        opening = longer
    return opening


def _of_abstract(abstract: Abstract | None, language: str) -> Iterator[KeySentence]:
    """Yield the abstract's usable sentences, best first.

    Where sections are labelled: the conclusion's in their order, then the results' from the last on. Without
    labels: sentences near the end that say that they conclude, then from the last sentence back to the middle; the
    first half says what was known and done. Sentences that only ask for further research or describe methods come
    after all others.
    """
    sections = abstract.sections if abstract else ()
    concluding = _sentences(
        filter(lambda section: roles.CONCLUDES.fullmatch(folded(section.label)), sections), language
    )
    reporting = _sentences(
        filter(lambda section: roles.REPORTS.fullmatch(folded(section.label)), sections), language
    )
    if concluding:
        ranked = [(_weakness(text), 0, place, text, "conclusion") for place, text in enumerate(concluding)]
        ranked += [(_weakness(text), 1, -place, text, "results") for place, text in enumerate(reporting)]
    else:
        everything = _sentences(sections, language)
        near_the_end = len(everything) - _NEAR_THE_END
        ranked = [
            (
                _weakness(text),
                int(place < near_the_end or not roles.CONCLUDING.match(text)),
                -place,
                text,
                "abstract",
            )
            for place, text in enumerate(everything)
            if place >= len(everything) // 2
        ]
    for *_, original, source in sorted(ranked):
        text = without_opening(original)
        if _is_usable(text):
            yield KeySentence(text=text, original=original, source=source)


def _sentences(sections: Iterable[Section], language: str) -> list[str]:
    return [sentence for section in sections for sentence in sentences(_in(unicode_text(section.text), language))]


def _weakness(sentence: str) -> int:
    """Return 0 for a sentence that can stand alone, 1 where it depends on another, 2 where it reports nothing."""
    if roles.FINDS_NOTHING.search(sentence):
        return 2
    return int(bool(roles.DANGLING.match(without_opening(sentence))))


def _is_usable(sentence: str) -> bool:
    is_complete = (
        sentence.endswith((".", "!", "؟", "?", ".”", ".)")) and "…" not in sentence and ".." not in sentence
    )
    return is_complete and len(sentence) <= LONGEST and len(sentence.split()) >= _FEWEST_WORDS
