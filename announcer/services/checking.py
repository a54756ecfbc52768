"""Try a site's templates, fonts and brand on a sample publication, and tell what is wrong before it matters."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    """What is tried: the brand, and every post and card template by name, in each of the site's languages."""

    sample: Publication
    languages: Sequence[str]
    writers: Mapping[str, TextWriter]
    drawer: CardDrawer
    card_templates: Sequence[str]
    brand_problems: Callable[[Sequence[str]], Iterable[AnnouncerError]] | None = None

    def results(self) -> Iterator[Checked]:
        """Try each in turn; nothing is written and no network is asked.

        What is wrong with the brand is named once and not again for each card template.
        """
        brand = list(self._brand())
        yield from brand
        known = {checked.problem for checked in brand}
        for checked in self._templates():
            if not checked.problem or checked.problem not in known:
                yield checked

    def _brand(self) -> Iterator[Checked]:
        if self.brand_problems is None:
            return
        problems = list(self.brand_problems(self.languages))
        yield from (Checked(what="brand", problem=str(problem), hint=problem.hint) for problem in problems)
        if not problems:
            yield Checked(what="brand")

    def _templates(self) -> Iterator[Checked]:
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
