"""Write the words of an announcement from templates: the post within its limit, and the card's alt text."""

from collections.abc import Iterator
from functools import cache

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.keysentences.choosing import KeySentence, candidates, why_none
from announcer.core.posts.announcement import PostText
from announcer.core.posts.text_findings import EntityChange, change_findings, text_findings, without_entities
from announcer.core.posts.wording import FittedText, Flexible, fit_parts
from announcer.core.publications.identifiers import best_link
from announcer.core.publications.institution import Institution, PostStyle
from announcer.core.publications.publication import Publication
from announcer.core.text.postable import plain
from announcer.ports.channels import ChannelRules
from announcer.rendering.texts.templates import Templates
from announcer.rendering.texts.variables import View, view

FALLBACK_LANGUAGE = "en"


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

    def key_sentences(self, publication: Publication, language: str) -> tuple[KeySentence, ...]:
        """Return up to three candidates, best first; none where the record has no usable sentence."""
        return candidates(publication, language)

    def post(self, publication: Publication, language: str, sentence: str) -> PostText:
        """Return the post that keeps the most that fits.

        Nothing of the record's words is left that X would make clickable. What is wrong with the text is among
        its findings.

        Raises:
            TemplateError: the template is wrong (never: the record is).
        """
        changes: list[EntityChange] = []

        def unlinked(text: str) -> str:
            text, made = without_entities(text)
            changes.extend(made)
            return text

        seen = self._view(publication, language, sentence).reworded(unlinked)
        name = f"post/{self._language(language, 'post')}/{self._style.template}.txt.j2"
        fitted = fit_parts(self._templates.parts(name, seen.variables()), self._rules.limit, self._rules.length)
        return PostText(
            text=fitted.text,
            length=fitted.length,
            limit=self._rules.limit,
            link=plain(best_link(publication, self._institution.page_url)),
            dropped=fitted.dropped,
            shortened=fitted.shortened,
            findings=(
                *_fit_findings(fitted, self._rules.limit),
                *_sentence_findings(seen, publication),
                *change_findings(changes, fitted.text),
                *text_findings(fitted.text, link=seen.link),
            ),
        )

    def alt_text(self, publication: Publication, language: str, sentence: str) -> str:
        """Return what the card says, in reading order, within what the channel takes.

        Raises:
            TemplateError: the template is wrong.
        """
        variables = self._view(publication, language, sentence).variables()
        name = f"alt/{self._language(language, 'alt')}/card.txt.j2"
        limit = self._rules.alt_text_limit
        fitted = fit_parts(self._templates.parts(name, variables), limit, len)
        if fitted.length <= limit:
            return fitted.text
        return fit_parts([Flexible(text=fitted.text, least=0, name="alt text")], limit, len).text

    def _view(self, publication: Publication, language: str, sentence: str) -> View:
        words = self._templates.words(language)
        return view(publication, language, self._institution, self._style, sentence=sentence, words=words)

    def _language_with_templates(self, language: str, kind: str) -> str:
        return language if self._templates.names(f"{kind}/{language}") else FALLBACK_LANGUAGE


def _fit_findings(fitted: FittedText, limit: int) -> Iterator[Finding]:
    if fitted.length > limit or fitted.lost:
        parts = " and ".join(fitted.lost) or "what the template always keeps"
        yield finding("text-too-long", where="text", limit=limit, parts=parts)
    elif fitted.shortened:
        yield finding("text-shortened", where="text", parts=", ".join(fitted.shortened))


def _sentence_findings(seen: View, publication: Publication) -> Iterator[Finding]:
    if not seen.pub.key_sentence:
        reason = why_none(publication, seen.language) or "the one there is was left out"
        yield finding("no-key-sentence", where="key_sentence", reason=reason)
