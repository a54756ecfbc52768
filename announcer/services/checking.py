"""Try all that a site's settings name on a sample publication, and say what is wrong before it matters."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from announcer.core.findings import Finding, Level
from announcer.core.keysentences.choosing import best_sentence
from announcer.core.publications.publication import Publication
from announcer.errors import AnnouncerError, described
from announcer.ports.drawing import TextWriter
from announcer.services.card_files import CardDrawer
from announcer.system.suggestions import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One thing that was tried; `problem` is empty where it is fine. A warning says what works and is not well."""

    what: str
    problem: str = ""
    hint: str = ""
    is_warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a trial returns of what works and is not well."""

    problem: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCheck:
    """What is tried, in each of the site's languages: brand, names in the settings, then every template by name.

    Args:
        sample: The publication that texts and cards are made of.
        languages: The languages that the site posts in.
        writers: A writer of texts for each post template.
        drawer: Draws the cards.
        card_templates: The names of the card templates.
        chosen: The templates that the settings choose, by the setting's key: `posts.template`, `card.template`…
        lacking: Gives what a language has none of, such as templates, so that English is used in its place.
        names: The languages that the institution has a name in.
        brand_problems: Gives what is wrong with the brand in these languages, whichever card is drawn.
        trials: Further things to try, each by its name; one that raises is wrong, an `Advice` is shown.
    """

    sample: Publication
    languages: Sequence[str]
    writers: Mapping[str, TextWriter]
    drawer: CardDrawer
    card_templates: Sequence[str]
    chosen: Mapping[str, str]
    names: Collection[str]
    lacking: Callable[[str], Sequence[str]] = lambda _language: ()
    brand_problems: Callable[[Sequence[str]], Iterable[AnnouncerError]] = lambda _languages: ()
    trials: Mapping[str, Callable[[], object]]

    def results(self) -> Iterator[Checked]:
        """Try each in turn; nothing is written and no network is asked.

        What is wrong with the brand is named once and not again for each card template.
        """
        brand = [_wrong("brand", problem) for problem in self.brand_problems(self.languages)]
        yield from brand or [Checked(what="brand")]
        yield self._choice("posts.template", tuple(self.writers))
        for key in self.chosen:
            if key.startswith("card."):
                yield self._choice(key, self.card_templates)
        for language in self.languages:
            yield self._language(language)
            yield self._named(language)
        known = {checked.problem for checked in brand}
        yield from (checked for checked in self._templates() if not checked.problem or checked.problem not in known)
        for what, trial in self.trials.items():
            yield _tried(what, trial)

    def _templates(self) -> Iterator[Checked]:
        for language in self.languages:
            for name, writer in self.writers.items():
                yield self._post(name, writer, language)
            for name in self.card_templates:
                yield from self._card(name, language)

    def _choice(self, key: str, known: Sequence[str]) -> Checked:
        name = self.chosen[key]
        if name in known:
            return Checked(what=key)
        problem = f"announcer.toml: {key}: there is no template {name!r}{did_you_mean(name, known)}"
        return Checked(what=key, problem=problem, hint=f"the templates are: {', '.join(known)}")

    def _language(self, language: str) -> Checked:
        what, lacking = f"posts.languages ({language})", self.lacking(language)
        if not lacking:
            return Checked(what=what)
        problem = f"there is nothing in {language!r} in {', '.join(lacking)}: English is used in its place"
        hint = f"add it to the site's templates folder, or take {language!r} out of posts.languages"
        return Checked(what=what, problem=problem, hint=hint)

    def _named(self, language: str) -> Checked:
        what = f"institution.name ({language})"
        if language in self.names:
            return Checked(what=what)
        problem = f"the institution has no name in {language!r}: posts and cards in it carry another language's"
        hint = f"add institution.name.{language}"
        return Checked(what=what, problem=problem, hint=hint, is_warning=True)

    def _post(self, name: str, writer: TextWriter, language: str) -> Checked:
        what = f"post template {name} ({language})"
        try:
            sentence = best_sentence(writer.key_sentences(self.sample, language).candidates)
            writer.alt_text(self.sample, language, sentence)
            text = writer.post(self.sample, language, sentence)
        except Exception as error:  # noqa: BLE001 (see `_wrong`)
            return _wrong(what, error)
        return next(_grave(what, text.findings), Checked(what=what))

    def _card(self, name: str, language: str) -> Iterator[Checked]:
        what = f"card template {name} ({language})"
        try:
            card = self.drawer.draw(self.sample, language, self.sample.lay_summary, template=name)
        except Exception as error:  # noqa: BLE001 (see `_wrong`)
            yield _wrong(what, error)
            return
        yield from list(_grave(what, card.findings)) or [Checked(what=what)]


def _tried(what: str, trial: Callable[[], object]) -> Checked:
    try:
        found = trial()
    except Exception as error:  # noqa: BLE001 (see `_wrong`)
        return _wrong(what, error)
    if isinstance(found, Advice):
        return Checked(what=what, problem=found.problem, hint=found.hint, is_warning=True)
    return Checked(what=what)


def _wrong(what: str, error: Exception) -> Checked:
    """Return what is wrong; whatever was raised, the other checks go on."""
    if isinstance(error, AnnouncerError):
        return Checked(what=what, problem=str(error), hint=error.hint)
    return Checked(what=what, problem=described(error))


def _grave(what: str, findings: Sequence[Finding]) -> Iterator[Checked]:
    """Yield what would trouble every announcement, not this sample alone."""
    for finding in findings:
        if finding.level is not Level.NOTE:
            yield Checked(what=what, problem=finding.message, hint=finding.hint)
