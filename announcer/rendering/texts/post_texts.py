"""Write the words of an announcement from templates: the post within its limit, and the card's alt text."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.keysentences.choosing import Choice, choice
from announcer.core.keysentences.leading import promises_health
from announcer.core.posts.announcement import PostText
from announcer.core.posts.text_findings import EntityChange, change_findings, text_findings, without_entities
from announcer.core.posts.wording import FittedText, Flexible, fit_parts, full_text
from announcer.core.publications.editorial_notices import is_told_as_notice
from announcer.core.publications.identifiers import best_link
from announcer.core.publications.institution import Institution, PostStyle
from announcer.core.publications.publication import Publication
from announcer.core.publications.study import study_mark
from announcer.core.text.letters import says
from announcer.core.text.postable import plain
from announcer.ports.channels import ChannelRules
from announcer.rendering.texts.persian import (
    doubtful_half_spaces,
    in_reading_order,
    mended_half_spaces,
    right_to_left_lines,
)
from announcer.rendering.texts.study_words import marked, study_post_findings
from announcer.rendering.texts.templates import Templates
from announcer.rendering.texts.variables import View, unreadable_names, view

FALLBACK_LANGUAGE = "en"
ALT_TEXT_LENGTH = 250
"""Characters; longer where the key sentence alone is, for nobody listens to a long description twice."""
_MADE_ROOM_FOR = "journal"
"""The part of a template that a shorter key sentence makes room for, by its name."""
_TITLE = "title"
"""The part that tells what a sentence is about which does not say so itself."""
_PEOPLE = {"credit", "our authors"}
"""The parts that name our own; without them and the journal nobody knows whose finding a sentence is."""


class PostTextWriter:
    """Writes posts and alt texts in the site's style, as long as the rules of a channel let them be.

    An `announcer.ports.drawing.TextWriter`.
    """

    def __init__(
        self, templates: Templates, institution: Institution, style: PostStyle, rules: ChannelRules
    ) -> None:
        self._templates = templates
        self._institution = institution
        self._style = style
        self._rules = rules
        self._language = cache(self._language_with_templates)

    def key_sentences(self, publication: Publication, language: str) -> Choice:
        """Return a few candidates, best first; none where the record has no usable sentence, and why.

        A retracted or doubted paper has none: what it found is not to be told.
        """
        return Choice() if is_told_as_notice(publication) else choice(publication, language)

    def post(
        self,
        publication: Publication,
        language: str,
        *sentences: str,
        beside_title: Collection[str] = (),
        why_none: str = "",
    ) -> PostText:
        """Return the post that keeps the most that fits.

        Of the key `sentences`, the best first, it carries the first that fits beside the journal; where none does,
        the first that fits beside our authors; one that leaves room for neither gives way to the title, and so does
        one of `beside_title` that leaves no room for the title. Without a sentence or without the journal the post
        has no hashtags either. `why_none` is told where there are no sentences.

        A sentence on animals, cells or the like that does not say so begins with it: "In mice: …".

        Nothing of the record's words is left that X would make clickable. What is wrong with the text is among
        its findings.

        Raises:
            TemplateError: the template is wrong (never: the record is).
        """
        mark, words = study_mark(publication), self._templates.words(language)
        seen = self._view(publication, language, "")
        originals = {marked(sentence, mark, words): sentence for sentence in sentences if sentence}
        needing = {text for text, sentence in originals.items() if sentence in beside_title}
        draft = self._best_draft(seen, () if seen.pub.is_notice else tuple(originals), needing)
        fitted = draft.fitted
        return PostText(
            text=fitted.text,
            length=fitted.length,
            limit=self._rules.limit,
            link=plain(best_link(publication, self._institution.page_url)),
            dropped=fitted.dropped,
            shortened=fitted.shortened,
            sentence=originals.get(draft.sentence, ""),
            findings=(
                *_fit_findings(fitted, self._rules.limit),
                *_sentence_findings(draft, why_none, given=any(sentences)),
                *study_post_findings(
                    mark, fitted.text, words, tells=bool(draft.sentence) or promises_health(seen.pub.title)
                ),
                *_language_findings(publication, language, fitted.text, sentences),
                *change_findings(draft.changes, fitted.text),
                *text_findings(fitted.text, link=seen.link),
            ),
        )

    def _best_draft(self, seen: View, sentences: Sequence[str], needing: Collection[str]) -> "_Draft":
        """Return the first draft that carries its sentence and the journal, else the first with its sentence."""
        carrying, left_out = None, False
        too_long = 0
        for sentence in sentences:
            if too_long and sentence in needing and len(sentence) >= too_long:
                continue  # one no longer left no room for the title either
            draft = self._draft(seen, sentence)
            if sentence in needing and _TITLE in draft.fitted.dropped:
                too_long = len(sentence)
                continue
            if draft.sentence and _MADE_ROOM_FOR not in draft.fitted.dropped:
                return draft
            nobody = _PEOPLE if seen.pub.home_authors else {*_PEOPLE, "first author"}
            is_anonymous = bool(draft.sentence) and not nobody.isdisjoint(draft.fitted.dropped)
            if draft.sentence and not is_anonymous:
                carrying = carrying or self._draft(replace(seen, hashtags=()), sentence)
            left_out = left_out or draft.left_out or is_anonymous
        if carrying:
            return carrying
        bare = self._draft(replace(seen, hashtags=()), "")
        return replace(bare, left_out=left_out, lacks_title=bool(too_long))

    def _draft(self, seen: View, sentence: str) -> "_Draft":
        """Return the text with that key sentence as it fits, and whether it carries the sentence."""
        changes: list[EntityChange] = []

        def postable(text: str) -> str:
            text, made = without_entities(text)
            changes.extend(made)
            if seen.direction != "rtl":
                return text
            # A mark of direction may part a link from what kept it from being one.
            text, made = without_entities(in_reading_order(text))
            changes.extend(made)
            return text

        seen = seen.with_sentence(sentence).reworded(postable)
        name = f"post/{self._language(seen.language, 'post')}/{self._style.template}.txt.j2"
        finish = right_to_left_lines if seen.direction == "rtl" else str
        parts = self._templates.parts(name, seen.variables())
        fitted = fit_parts(parts, self._rules.limit, lambda text: self._rules.length(finish(text)))
        fits = fitted.length <= self._rules.limit
        carried = bool(sentence) and fits and says(fitted.text, seen.pub.key_sentence)
        return _Draft(
            fitted=replace(fitted, text=finish(fitted.text)),
            sentence=sentence if carried else "",
            left_out=bool(sentence) and not carried and says(full_text(parts), seen.pub.key_sentence),
            changes=tuple(changes),
        )

    def alt_text(self, publication: Publication, language: str, sentence: str) -> str:
        """Return what the card says, the finding first, in about 250 characters and within what the channel takes.

        Raises:
            TemplateError: the template is wrong.
        """
        variables = self._view(publication, language, sentence).variables()
        name = f"alt/{self._language(language, 'alt')}/card.txt.j2"
        limit = self._rules.alt_text_limit
        fitted = fit_parts(self._templates.parts(name, variables), min(limit, ALT_TEXT_LENGTH), len)
        if fitted.length <= limit:
            return fitted.text
        return fit_parts([Flexible(text=fitted.text, least=0, name="alt text")], limit, len).text

    def _view(self, publication: Publication, language: str, sentence: str) -> View:
        words = self._templates.words(language)
        return view(publication, language, self._institution, self._style, sentence=sentence, words=words)

    def _language_with_templates(self, language: str, kind: str) -> str:
        return language if self._templates.names(f"{kind}/{language}") else FALLBACK_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A text with one of the key sentences; `sentence` is empty where it does not carry it whole.

    `left_out` says that the template has a place for the sentence, and there was no room; `lacks_title` that there
    was none for a sentence and the title that it needs.
    """

    fitted: FittedText
    sentence: str
    left_out: bool
    changes: tuple[EntityChange, ...]
    lacks_title: bool = False


def _fit_findings(fitted: FittedText, limit: int) -> Iterator[Finding]:
    if fitted.length > limit or fitted.lost:
        parts = " and ".join(fitted.lost) or "what the template always keeps"
        yield finding("text-too-long", where="text", limit=limit, parts=parts)
    elif fitted.shortened:
        yield finding("text-shortened", where="text", parts=", ".join(fitted.shortened))


def _sentence_findings(draft: _Draft, why_none: str, *, given: bool) -> Iterator[Finding]:
    if draft.lacks_title:
        yield finding("key-sentence-needs-title", where="key_sentence")
    elif draft.left_out:
        yield finding("key-sentence-left-out", where="key_sentence")
    elif not given:
        reason = why_none or "the one there is was left out"
        yield finding("no-key-sentence", where="key_sentence", reason=reason)


def _language_findings(
    publication: Publication, language: str, text: str, sentences: Sequence[str]
) -> Iterator[Finding]:
    if names := unreadable_names(publication, language):
        yield finding("names-left-out", where="authors", names=", ".join(names[:3]), language=language)
    if language != "fa":
        return
    words = publication.words(language)
    of_record = (words.title.plain, words.journal, *sentences)
    if mended := [word for part in of_record for word in mended_half_spaces(part) if word in text]:
        yield finding("half-space-mended", where="text", places="، ".join(dict.fromkeys(mended)))
    if doubtful := doubtful_half_spaces(text):
        yield finding("half-space-doubtful", where="text", places="، ".join(doubtful))
