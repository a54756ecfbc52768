"""Choose the sentence that can stand for a publication: the record's own, or the abstract's conclusion."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from announcer.core.keysentences.abbreviations import definitions, spelt_out_in, written_out
from announcer.core.keysentences.leading import is_headline, says_its_subject
from announcer.core.keysentences.ranking import Ranked, ranked
from announcer.core.keysentences.role_model import RoleModel
from announcer.core.keysentences.shortening import shortened
from announcer.core.keysentences.trifles import speaks_as_authors, speaks_as_one
from announcer.core.keysentences.weaknesses import is_of_abbreviations
from announcer.core.keysentences.wordings import TURNS
from announcer.core.publications.publication import Publication, PublicationType
from announcer.core.publications.study_designs import design
from announcer.core.text.languages import is_in
from announcer.core.text.letters import folded
from announcer.core.text.postable import plain
from announcer.core.text.sentences import sentences
from announcer.core.text.superscripts import unicode_text

LONGEST = 300
"""Characters; a longer sentence fits neither post nor card, so it is shortened at a clause or passed over."""

FITS_ANYWHERE = 160
"""Characters that a post has room for beside journal, author and link; one candidate is so short if any is."""

LONGEST_OPENING = 200
"""Characters that the leading sentences of a plain-language summary may have together."""

MOST_CANDIDATES = 4
_OF_ABSTRACT = {"conclusion", "results"}
_WITHOUT_FINDINGS = {PublicationType.BOOK, PublicationType.DATASET}
"""What is described, and finds nothing: a sentence of its description would sell it by one of its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySentence:
    """A sentence that could stand for the publication; `source` says where it was found.

    `text` may leave out a section label, a self-referring opening or a last clause, and write out abbreviations;
    `original` is the sentence as printed.
    """

    text: str
    original: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The key sentences to choose from, best first; where there are none, `why_none` tells people why."""

    candidates: tuple[KeySentence, ...] = ()
    why_none: str = ""


def best_sentence(candidates: Sequence[KeySentence]) -> str:
    """Return the text of the best candidate, or nothing where there is none."""
    return candidates[0].text if candidates else ""


def sentence_for_card(candidates: Sequence[KeySentence], title: str = "") -> str:
    """Return the text of the best candidate that a card may carry where its post has no room for it, or nothing.

    What the abstract says must be plain to those who read no more: without rows of abbreviations, and not as `we`;
    and one of many results is carried only where it says what the title does.
    """
    return next((each.text for each in candidates if _is_plain(each, title)), "")


def _is_plain(candidate: KeySentence, title: str) -> bool:
    if candidate.source not in _OF_ABSTRACT:
        return True
    if is_of_abbreviations(candidate.text) or speaks_as_authors(candidate.text):
        return False
    return candidate.source == "conclusion" or says_its_subject(candidate.text, title)


def choice(publication: Publication, language: str, model: RoleModel | None = None) -> Choice:
    """Return a few sentences of that language, best first; none where the record has no usable one, and why.

    In this order: a sentence that staff chose (`key_sentence`), the opening of the plain-language summary, what the
    abstract concludes, what it reports. Cautious words (`may`, `suggest`) stay. Each has at most `LONGEST`
    characters: a longer one is shortened at a clause where the rules of `shortened` let it be. `model` tells the
    roles of sentences in the place of the shipped one.
    """
    meanings = _meanings(publication, language)
    findings = _ranked(publication, language, model, meanings)
    found: dict[str, KeySentence] = {}
    for candidate in (*_given(publication, language), *_worded(findings, meanings)):
        found.setdefault(folded(candidate.text), candidate)
    best = tuple(found.values())[:MOST_CANDIDATES]
    if not any(len(candidate.text) <= FITS_ANYWHERE for candidate in best):
        short = [candidate for candidate in found.values() if len(candidate.text) <= FITS_ANYWHERE][:1]
        best = (*best[: MOST_CANDIDATES - len(short)], *short)
    return Choice(candidates=best, why_none="" if best else _why_none(publication, language, finds=bool(findings)))


def candidates(publication: Publication, language: str, model: RoleModel | None = None) -> tuple[KeySentence, ...]:
    """Return the key sentences of `choice`."""
    return choice(publication, language, model).candidates


def in_order_of_trial(candidates: Sequence[KeySentence]) -> Iterator[str]:
    """Yield the texts of the candidates for a place that may be too small, the best first, none twice.

    What concludes comes first, whole, then shortened at a clause from its longest form on; results follow likewise,
    so that a trifle of the results never takes the place of a conclusion that has a shorter form.
    """
    for results in (False, True):
        texts = [candidate.text for candidate in candidates if (candidate.source == "results") is results]
        yield from dict.fromkeys([*texts, *(shorter for text in texts for shorter in shortened(text))])


def turned_by(publication: Publication, language: str, original: str) -> str:
    """Return the sentence of the abstract after `original` where it turns it (`However, …`), or nothing."""
    for section in publication.abstract.sections if publication.abstract else ():
        text = plain(unicode_text(section.text), language)
        place = text.find(original) if original else -1
        if place >= 0:
            after = text[place + len(original) :].lstrip()
            return next(iter(sentences(after)), "") if TURNS.match(after) else ""
    return ""


def texts_for_post(candidates: Sequence[KeySentence], title: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the texts to try in a post, best first, and those of them that say too little without the title.

    Of the latter only forms of the best candidate are tried: where there is no room for it and the title, one that
    is worse and no clearer does not take its place. What staff chose, and the opening of a summary, need no title.
    """
    clear = (
        set()
        if is_headline(title)
        else {text for text in in_order_of_trial(candidates) if says_its_subject(text, title)}
    )
    for candidate in candidates:
        if candidate.source not in _OF_ABSTRACT:
            clear |= {candidate.text, *shortened(candidate.text)}
    tried = clear | set(in_order_of_trial(candidates[:1]))
    texts = tuple(text for text in in_order_of_trial(candidates) if text in tried)
    return texts, frozenset(texts) - clear


def _why_none(publication: Publication, language: str, *, finds: bool) -> str:
    """Return why a record has no key sentence; `finds` says that its abstract states a finding."""
    if publication.abstract is None:
        return "it has neither an abstract nor a summary"
    if _is_protocol(publication):
        return "it is the protocol of a study that has found nothing yet"
    texts = (sentence for section in publication.abstract.sections for sentence in sentences(section.text.plain))
    if not any(is_in(text, language) for text in texts):
        return "its abstract is in another language than the post"
    if finds:
        return f"what its abstract finds takes more than {LONGEST} characters and cannot be shortened at a clause"
    return "its abstract only tells aims, methods, contents or advice, or its sentences do not stand alone"


def _given(publication: Publication, language: str) -> Iterator[KeySentence]:
    """Yield what the record itself offers, its translation into the language first."""
    there = publication.translations.get(language)
    chosen = ([there.key_sentence] if there else []) + [publication.key_sentence]
    summaries = ([there.lay_summary] if there else []) + [publication.lay_summary]
    for text in chosen:
        if text := _in(text, language):
            yield KeySentence(text=text, original=text, source="key_sentence")
    for text in summaries:
        if (text := _opening_of(_in(text, language))) and not speaks_as_one(text):
            yield KeySentence(text=text, original=text, source="lay_summary")


def _in(text: str, language: str) -> str:
    """Return the text as a post may carry it, or nothing where it is in another language."""
    text = plain(text, language)
    return text if is_in(text, language) else ""


def _opening_of(summary: str) -> str:
    """Return the first sentence of a summary, and those after it while all of them stay short."""
    opening = ""
    for sentence in sentences(summary):
        longer = f"{opening} {sentence}".strip()
        if len(longer) > (LONGEST_OPENING if opening else LONGEST):
            break
        opening = longer
    return opening


def _is_protocol(publication: Publication) -> bool:
    found = design(publication.title.plain, "")
    return found is not None and found.name == "protocol"


def _meanings(publication: Publication, language: str) -> Mapping[str, str]:
    """Return what the abstract and the title say that abbreviations stand for."""
    if publication.abstract is None:
        return {}
    title, text = publication.words(language).title.plain, publication.abstract.plain
    return {**spelt_out_in(title, text), **definitions(text, title)}


def _worded(findings: Sequence[Ranked], meanings: Mapping[str, str]) -> Iterator[KeySentence]:
    """Yield the findings that a post may have room for, their abbreviations written out."""
    for found in findings:
        if text := next(filter(_fits, (found.text, *shortened(found.text))), ""):
            text = written_out(text, meanings, LONGEST)
            yield KeySentence(text=text, original=found.original, source=found.source)


def _ranked(
    publication: Publication, language: str, model: RoleModel | None, meanings: Mapping[str, str]
) -> list[Ranked]:
    """Return the findings of the abstract; whatever a protocol's says, nothing was found yet."""
    if publication.abstract is None or _is_protocol(publication) or publication.type in _WITHOUT_FINDINGS:
        return []
    texts = [(each.label, plain(unicode_text(each.text), language)) for each in publication.abstract.sections]
    title = publication.words(language).title.plain
    return ranked(texts, language, title=title, meanings=meanings, model=model)


def _fits(text: str) -> bool:
    return len(text) <= LONGEST
