"""Make announcements out of publications: text, card and alt text from the same record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.keysentences.choosing import (
    Choice,
    KeySentence,
    in_order_of_trial,
    sentence_for_card,
    texts_for_post,
    turned_by,
)
from announcer.core.posts.announcement import Announcement, Card, PostText, announcement_id
from announcer.core.posts.cost import PostPrices, estimated_cost
from announcer.core.publications.identifiers import free_uid, uid
from announcer.core.publications.publication import Publication
from announcer.core.text.slugs import slug
from announcer.errors import AnnouncerError, unexpected
from announcer.ports.channels import ChannelRules
from announcer.ports.drawing import CardPainter, TextWriter
from announcer.ports.importing import Imported


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftJob:
    """One announcement to make: a publication as imported, and the language of its post.

    `uid` is the name that the publication goes by; its best one where it is left out.
    """

    imported: Imported
    language: str
    uid: str = ""


Watch = Callable[[Sequence[DraftJob]], Iterable[DraftJob]]
"""Passes jobs on one by one, and may show how far the work is."""


class Drafting:
    """Turns imported publications into announcements, in each of the site's languages that they have.

    `rules` are those of the channel they are for; `writer` keeps to the same.
    """

    def __init__(
        self,
        *,
        writer: TextWriter,
        painter: CardPainter,
        languages: Sequence[str],
        prices: PostPrices,
        rules: ChannelRules,
    ) -> None:
        self._writer = writer
        self._painter = painter
        self._languages = tuple(languages)
        self._prices = prices
        self._rules = rules

    def jobs(self, publications: Iterable[Imported]) -> list[DraftJob]:
        """Return the announcements that are due for the publications, in the order given; no two share an id.

        A publication with words in none of the site's languages is announced in the first of them.
        """
        jobs: list[DraftJob] = []
        taken: set[str] = set()
        for imported in publications:
            name = free_uid(imported.publication, taken)
            taken.add(name)
            languages = self._languages_of(imported.publication)
            jobs += [DraftJob(imported=imported, language=language, uid=name) for language in languages]
        return jobs

    def _languages_of(self, publication: Publication) -> Sequence[str]:
        return [code for code in self._languages if code in publication.languages] or self._languages[:1]

    def drafted(self, jobs: Sequence[DraftJob], watch: Watch = iter) -> Iterator[Announcement | AnnouncerError]:
        """Make the announcements one after the other; yield for each job, in order, what came of it."""
        for job in watch(jobs):
            yield self.attempt(job)

    def attempt(self, job: DraftJob) -> Announcement | AnnouncerError:
        """Return the announcement, or what kept it from being made."""
        try:
            return self.announce(job)
        except AnnouncerError as error:
            return error

    def key_sentences(self, job: DraftJob) -> tuple[KeySentence, ...]:
        """Return the key sentences to choose from, the best first."""
        return self._choice(job).candidates

    def _choice(self, job: DraftJob) -> Choice:
        return self._writer.key_sentences(job.imported.publication, job.language)

    def announce(self, job: DraftJob, sentence: str | None = None) -> Announcement:
        """Make the announcement; a card that cannot be drawn holds it and does not lose the text.

        `sentence` takes the place of the key sentence that would be chosen.

        Raises:
            TemplateError: the post's template is wrong.
            AnnouncerError: the record makes the program fail, in whatever way.
        """
        try:
            return self._announced(job, sentence)
        except AnnouncerError:
            raise
        except Exception as error:
            raise unexpected(error, f"the post of {_named(job.imported)}") from error

    def _announced(self, job: DraftJob, sentence: str | None) -> Announcement:
        publication, language = job.imported.publication, job.language
        choice = self._choice(job)
        candidates = choice.candidates
        chosen = () if sentence is None else (KeySentence(text=sentence, original=sentence, source="chosen"),)
        text = self._text(publication, language, chosen or candidates, choice.why_none)
        sentence = text.sentence or sentence_for_card(chosen or candidates, publication.words(language).title.plain)
        alt_text = self._writer.alt_text(publication, language, sentence)
        card, card_findings = self._card(publication, language, sentence)
        findings = (
            *job.imported.findings,
            *_language_findings(publication, language),
            *text.findings,
            *_turned(publication, language, text.sentence, candidates),
        )
        identity = job.uid or uid(publication)
        links = len(self._rules.measure(text.text).links)
        return Announcement(
            id=announcement_id(identity, self._rules.network, language),
            slug=slug(publication.title.plain),
            publication=publication,
            language=language,
            channel=self._rules.network,
            text=text,
            alt_text=alt_text,
            card=card,
            candidates=candidates,
            sentence=sentence,
            findings=_once((*findings, *card_findings)),
            source=job.imported.source,
            cost=estimated_cost(self._prices, links=links, alt_text=bool(alt_text)),
        )

    def _text(
        self, publication: Publication, language: str, candidates: Sequence[KeySentence], why_none: str
    ) -> PostText:
        """Return the post with the best sentence that fits; one from the results only where no conclusion does."""
        sources = list(dict.fromkeys(candidate.source for candidate in candidates)) or [""]
        for source in sources:
            alike = [candidate for candidate in candidates if candidate.source == source]
            texts, beside_title = texts_for_post(alike, publication.words(language).title.plain)
            text = self._writer.post(publication, language, *texts, beside_title=beside_title, why_none=why_none)
            if text.sentence:
                break
        return text

    def _card(
        self, publication: Publication, language: str, sentence: str
    ) -> tuple[Card | None, tuple[Finding, ...]]:
        try:
            card = self._painter.paint(publication, language, sentence)
        except AnnouncerError as error:
            return None, (finding("no-card", problem=error, remedy=error.hint),)
        except Exception as error:  # noqa: BLE001 (whatever it was, the text is not lost)
            problem = unexpected(error, "the card")
            return None, (finding("no-card", problem=problem, remedy=problem.hint),)
        return card, card.findings


def _named(imported: Imported) -> str:
    return f"“{imported.publication.title.plain[:60]}” ({imported.place})"


def _language_findings(publication: Publication, language: str) -> tuple[Finding, ...]:
    if language in publication.languages:
        return ()
    return (finding("language-not-announced", language=publication.language, used=language),)


def _turned(
    publication: Publication, language: str, sentence: str, candidates: Sequence[KeySentence]
) -> Iterator[Finding]:
    """Yield a note where the abstract turns the sentence that the post carries in its next one."""
    for candidate in candidates:
        if sentence and sentence in in_order_of_trial([candidate]):
            if words := turned_by(publication, language, candidate.original):
                yield finding("key-sentence-turned", where="key_sentence", words=words)
            return


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))
