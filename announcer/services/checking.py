"""Try a site's templates, fonts and brand on a sample publication, and tell what is wrong before it matters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from announcer.core.findings import Finding, Level
from announcer.core.keysentences.choosing import best_sentence
from announcer.core.publications.publication import Publication
from announcer.errors import AnnouncerError
from announcer.ports.drawing import TextWriter
from announcer.services.card_files import CardDrawer


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One thing that was tried; `problem` is empty where it is fine."""

    what: str
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCheck:
    """What is tried: every post template by name, every card template, in each of the site's languages."""

    sample: Publication
    languages: Sequence[str]
    writers: Mapping[str, TextWriter]
    drawer: CardDrawer
    card_templates: Sequence[str]

    def results(self) -> Iterator[Checked]:
        """Try each in turn; nothing is written and no network is asked."""
        for language in self.languages:
            for name, writer in self.writers.items():
                yield self._post(name, writer, language)
            for name in self.card_templates:
                yield from self._card(name, language)

    def _post(self, name: str, writer: TextWriter, language: str) -> Checked:
        what = f"post template {name} ({language})"
        try:
            sentence = best_sentence(writer.key_sentences(self.sample, language))
            writer.alt_text(self.sample, language, sentence)
            text = writer.post(self.sample, language, sentence)
        except AnnouncerError as error:
            return Checked(what=what, problem=str(error), hint=error.hint)
        return next(_grave(what, text.findings), Checked(what=what))

    def _card(self, name: str, language: str) -> Iterator[Checked]:
        what = f"card template {name} ({language})"
        try:
            card = self.drawer.draw(self.sample, language, self.sample.lay_summary, template=name)
        except AnnouncerError as error:
            yield Checked(what=what, problem=str(error), hint=error.hint)
            return
        yield from list(_grave(what, card.findings)) or [Checked(what=what)]


def _grave(what: str, findings: Sequence[Finding]) -> Iterator[Checked]:
    """Yield what would trouble every announcement, not this sample alone."""
    for finding in findings:
        if finding.level is not Level.NOTE:
            yield Checked(what=what, problem=finding.message, hint=finding.hint)
