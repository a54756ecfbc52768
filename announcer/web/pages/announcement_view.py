"""An announcement as pages show it: the post as the network shows it, what was found, where it comes from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from announcer.channels.registry import rules_of
from announcer.core.posting.lifecycle import APPROVE, EDIT, State
from announcer.core.posting.queued import Event, Queued
from announcer.core.posts.cost import MILLION
from announcer.core.posts.entities import EntityKind
from announcer.core.publications.identity.provenance import Source
from announcer.core.publications.merging import field_name
from announcer.core.publications.publication import Publication, PublicationType
from announcer.core.publications.study import StudyMark, study_mark
from announcer.core.text.richtext import Rich
from announcer.core.text.sentences import sentence_ends
from announcer.core.text.styled import StyledText
from announcer.core.text.superscripts import unicode_text
from announcer.errors import AnnouncerError
from announcer.ports.channels import ChannelRules
from announcer.ports.examined_store import EarlierVersion
from announcer.services.presenting import notes
from announcer.services.review.examining import Examination, Examining
from announcer.store.records import from_record
from announcer.web.translations import Language
from announcer.web.visit import Visit

NOT_YET = "it is being looked into"
PATIENCE_SECONDS = 0.05
_NUMBER = re.compile(r"\d+(?:[.,/\u066b]\d+)*")
_YEAR = re.compile(r"(?:1[34]|19|20)\d\d")
"""Years differ between calendars."""
_LINK = re.compile(r"https?://\S+")
_SCHEME = re.compile(r"https?://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a post; `hidden` is a beginning that the network does not show, such as `https://`."""

    text: str
    kind: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A kind of thing in a post and what it costs of the limit; `kind` is a word of the interface."""

    kind: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A text as the network counts and shows it."""

    pieces: tuple[Piece, ...]
    weighed: tuple[Weighed, ...]
    length: int
    limit: int
    problem: str

    @property
    def percent(self) -> float:
        """How much of the limit is used, at most 100."""
        return min(100.0, round(100 * self.length / self.limit, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the abstract; `is_key` says that the post and the card carry it."""

    text: str
    is_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The announcement of the same paper in another language; `is_stale` where this one was edited after it."""

    queued: Queued
    is_stale: bool


@dataclass(frozen=True, kw_only=True)
class AnnouncementView:
    """An announcement with all that a page shows of it."""

    queued: Queued
    post: Post
    examination: Examination
    publication: Publication | None
    mark: StudyMark | None
    abstract: Sequence[tuple[str, Sequence[Sentence]]]
    twins: Sequence[Twin]
    history: Sequence[Event]
    provenance: Sequence[tuple[Source, Sequence[str]]]
    versions: Sequence[EarlierVersion]
    rules: ChannelRules

    @property
    def journal(self) -> str:
        """The journal as the announcement's language calls it."""
        words = self.publication.words(self.queued.language) if self.publication else None
        return words.journal if words else ""

    @property
    def notes(self) -> Sequence[Event]:
        """What colleagues wrote for one another."""
        return notes(self.history)

    @property
    def approved_before(self) -> EarlierVersion | None:
        """What was approved last and has been edited since; None where nothing was."""
        digests = [event.detail for event in self.history if event.name == APPROVE.name]
        there = {each.digest: each for each in self.versions}
        return next((there[digest] for digest in reversed(digests) if digest in there), None)

    @property
    def cost(self) -> float:
        """What posting it is estimated to cost, in US dollars."""
        return self.queued.cost / MILLION

    @property
    def can_be_decided(self) -> bool:
        """Whether it waits for a decision."""
        return self.queued.state is State.IN_REVIEW

    @property
    def can_be_edited(self) -> bool:
        """Whether it can be edited still."""
        return self.queued.state in EDIT.sources


def examining(visit: Visit) -> Examining:
    """Return what looks into announcements for this visit."""
    return Examining(store=visit.queue.store, work=visit.surroundings.drawing, stamp=visit.surroundings.stamp)


def view_of(visit: Visit, queued: Queued) -> AnnouncementView:
    """Return an announcement with all that a page shows of it."""
    queue, store = visit.queue, visit.queue.store
    publication = _publication(store.record(queued.publication))
    examination = _examination(visit, queued)
    return AnnouncementView(
        queued=queued,
        post=post_of(queued.text, rules_of(queued.channel)),
        examination=examination,
        publication=publication,
        mark=study_mark(publication) if publication else None,
        abstract=_abstract(publication, queued.language, examination) if publication else (),
        twins=twins_of(visit, queued),
        history=store.history(queued.id),
        provenance=_by_source(queue.catalogue.provenance(queued.publication)),
        versions=store.earlier_versions(queued.id),
        rules=rules_of(queued.channel),
    )


def _examination(visit: Visit, queued: Queued) -> Examination:
    """Return what is found of it; where others wait for that already, say that it is not known yet."""
    service, turn = examining(visit), visit.surroundings.looking
    kept = service.kept(queued)
    if kept:
        return kept
    if not turn.acquire(timeout=PATIENCE_SECONDS):
        return Examination(problem=NOT_YET)
    try:
        return service.of(queued)
    finally:
        turn.release()


def _publication(record: str) -> Publication | None:
    try:
        return from_record(record).publication
    except AnnouncerError:
        return None


def post_of(text: str, rules: ChannelRules) -> Post:
    """Return a text as the network counts and shows it; by the rules that the sender goes by."""
    measured = rules.measure(text)
    pieces, at = [], 0
    for entity in measured.entities:
        pieces.append(Piece(text=text[at : entity.start]))
        scheme = _SCHEME.match(entity.text) if entity.kind is EntityKind.URL else None
        hidden = scheme[0] if scheme else ""
        shown = text[entity.start + len(hidden) : entity.end]
        pieces.append(Piece(text=shown, kind=entity.kind.value, hidden=hidden))
        at = entity.end
    pieces.append(Piece(text=text[at:]))
    return Post(
        pieces=tuple(each for each in pieces if each.text),
        weighed=tuple(_weighed(text, rules)),
        length=measured.length,
        limit=measured.limit,
        problem=rules.text_problem(text),
    )


def _weighed(text: str, rules: ChannelRules) -> Iterable[Weighed]:
    """Yield what each kind of thing in a text costs; the words are what is left over."""
    measured, rest = rules.measure(text), 0
    link = rules.length(measured.links[0].text) * len(measured.links) if measured.links else 0
    tags = sum(rules.length(each.text) for each in measured.entities if each.kind is not EntityKind.URL)
    if link:
        yield Weighed(kind="links", weight=link)
    if tags:
        yield Weighed(kind="hashtags and mentions", weight=tags)
    rest = measured.length - link - tags
    if rest:
        yield Weighed(kind="words and spaces", weight=rest)


def _abstract(
    publication: Publication, language: str, examination: Examination
) -> list[tuple[str, list[Sentence]]]:
    """Return the sections of the abstract in sentences, that of the key sentence marked."""
    originals = {each.original for each in examination.candidates if each.text == examination.sentence}
    originals.add(examination.sentence)
    translated = publication.translations.get(language)
    abstract = (translated.abstract if translated else None) or publication.abstract
    own = publication.lay_summary if language == publication.language else ""
    summary = (translated.lay_summary if translated else "") or own
    parts = [(part.label, part.text) for part in (abstract.sections if abstract else ())]
    given = [("summary", Rich.of(summary))] if summary else []
    return [(label, list(_sentences(text, originals))) for label, text in (*given, *parts)]


def _sentences(text: Rich, originals: set[str]) -> Iterable[Sentence]:
    """Yield the sentences of a text, exponents and indices as on the card: 10⁹ is not 109."""
    styled = StyledText.of(text)
    ends = [*sentence_ends(styled.text), len(styled.text)]
    for start, end in pairwise([0, *ends]):
        part = styled.part(start, end).stripped()
        if part.text:
            yield Sentence(text=unicode_text(part.rich), is_key=_is_one_of(part.text, originals))


def _as_printed(publication: Publication, words: str) -> str:
    """Return words that were read off a record without its styles as the record prints them."""
    sections = publication.abstract.sections if publication.abstract else ()
    for text in (publication.title, *(part.text for part in sections)):
        if (place := text.plain.find(words)) >= 0:
            return unicode_text(StyledText.of(text).part(place, place + len(words)).rich)
    return words


def _is_one_of(sentence: str, originals: set[str]) -> bool:
    plain = " ".join(sentence.split())
    return any(each and (plain in " ".join(each.split()) or " ".join(each.split()) in plain) for each in originals)


def twins_of(visit: Visit, queued: Queued) -> list[Twin]:
    """Return the announcements of the same paper in other languages."""
    edited = _last_edit(visit, queued)
    others = [
        each
        for each in visit.queue.store.announced(queued.publication)
        if each.id != queued.id and each.language != queued.language and each.state is not State.CANCELLED
    ]
    return [
        Twin(queued=each, is_stale=edited is not None and (_last_edit(visit, each) or each.created_at) < edited)
        for each in others
    ]


def _last_edit(visit: Visit, queued: Queued) -> datetime | None:
    versions = visit.queue.store.earlier_versions(queued.id)
    return versions[-1].replaced_at if versions else None


def _by_source(provenance: Mapping[str, Source]) -> list[tuple[Source, list[str]]]:
    found: dict[Source, list[str]] = {}
    for name, source in provenance.items():
        found.setdefault(source, []).append(field_name(name))
    return list(found.items())


def known_claims(view: AnnouncementView, language: Language) -> dict[str, str]:
    """Return what the program knows that bears on the checklist, by a word of the interface."""
    found: dict[str, str] = {}
    mark = view.mark
    if mark and not mark.is_blank:
        named = [language.text(each.replace("_", " ")) for each in (*mark.subjects, mark.design) if each]
        people = [language.text("{n} people", n=f"{language.digits(f'{mark.people:,}')}")] if mark.people else []
        found["Studied"] = ("، " if language.direction == "rtl" else ", ").join([*named, *people])
    if mark and mark.evidence:
        said = (_as_printed(view.publication, each) if view.publication else each for each in mark.evidence)
        found["In the record's words"] = "; ".join(said)
    if view.publication and view.publication.type is PublicationType.PREPRINT:
        found["Kind"] = language.text("preprint")
    return found


def numbers_of(text: str) -> list[str]:
    """Return the numbers of a text in ASCII digits, for comparing it with one of another language."""
    plain = text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹٫", "0123456789."))
    return [each for each in _NUMBER.findall(_LINK.sub("", plain)) if not _YEAR.fullmatch(each)]
