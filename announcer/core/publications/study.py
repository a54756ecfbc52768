"""The study mark: in what or whom a study was done, how, and on how many people, in the record's own words.

A mark is read off closed lists of words and never guessed: what they leave open is not marked, and where the
record speaks of animals or cells and of people too, the mark is uncertain, which is for a person to decide. What a
person says of the study in the record takes the place of all that is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.editorial_notices import is_notice
from announcer.core.publications.not_research import is_comment
from announcer.core.publications.publication import Publication, PublicationType
from announcer.core.publications.study_designs import NAMES as DESIGNS
from announcer.core.publications.study_designs import Design, design
from announcer.core.publications.study_people import People, people
from announcer.core.publications.study_subjects import ANIMALS, Subject, people_words, says_subject, subjects
from announcer.core.publications.study_subjects import NAMES as SUBJECTS

__all__ = ("DESIGNS", "SUBJECTS", "StudyMark", "study_findings", "study_mark")

_MARKED = {
    PublicationType.ARTICLE,
    PublicationType.CASE_REPORT,
    PublicationType.LETTER,
    PublicationType.OTHER,
    PublicationType.PREPRINT,
    PublicationType.REVIEW,
}
_OF_OTHER_STUDIES = {"guideline", "meta_analysis", "protocol", "scoping_review", "systematic_review"}
_IN_VIVO = re.compile(r"\bin[- ]vivo\b", re.IGNORECASE)
_OF_PEOPLE_TOO = {"cells", "in_vitro", "in_silico"}
_OF_ANIMAL_STUDIES = re.compile(
    r"\b(?:reviews?|meta-?analys[ei]s|search|studies|literature|articles) (?:[\w-]+ ){0,4}?(?:on|of|in|using"
    r"|with|for|into) "
    r"(?:[\w-]+ ){0,3}?(?:(?:animal|rodent|mouse|murine|rat|mice|preclinical|pre-clinical|in vivo animal) "
    r"(?:models?|studies|experiments|research)|animals|rodents|mice|rats)\b"
    r"(?! (?:and|or) (?:\w+ )?(?:patients?|humans?|clinical|people|in))"
    r"|\b(?:animal|preclinical|pre-clinical|rodent) studies (?:were|was) (?:included|reviewed|searched"
    r"|identified)\b",
    re.IGNORECASE,
)
"""What a review says of itself that reads studies of animals, whatever patients its title speaks of."""
_NOT_COUNTED = {*_OF_OTHER_STUDIES, "case_report", "case_series"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyMark:
    """What a record says of its study; names are those of templates/phrases, `study_mice` without `study_`.

    `subjects` are animals, cells or other material, at most two; empty where people were studied or nothing says.
    `evidence` holds the record's own words for each; there are none where a person has said it (`is_stated`).
    Where `is_certain` is False, nothing may be printed of it.
    """

    subjects: tuple[str, ...] = ()
    design: str = ""
    people: int | None = None
    evidence: tuple[str, ...] = ()
    is_certain: bool = True
    is_stated: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing that may be printed."""
        return not self.is_certain or not (self.subjects or self.design or self.people)

    def is_unsaid(self, text: str) -> bool:
        """Return whether a sentence or title does not say that this was found in animals, cells or the like."""
        return self.is_certain and bool(self.subjects) and not says_subject(self.subjects[0], text)

    def may_be_unsaid(self, text: str) -> bool:
        """Return whether the study may be of animals, which only a person can tell, and `text` names none."""
        named = () if self.is_certain else tuple(name for name in self.subjects if name in ANIMALS)
        return bool(named) and not any(says_subject(name, text) for name in named)


def study_mark(publication: Publication) -> StudyMark:
    """Return the mark of a publication; an empty one where its words give none."""
    title = publication.title.plain
    stated = publication.study
    if stated and not is_notice(publication):
        return StudyMark(subjects=stated.subjects, design=stated.design, people=stated.people, is_stated=True)
    if publication.type not in _MARKED or is_notice(publication) or is_comment(title):
        return StudyMark()
    abstract = _abstract(publication)
    how = design(title, abstract)
    of_others = publication.type is PublicationType.REVIEW or (how and how.name in _OF_OTHER_STUDIES)
    # A review tells of many studies: only its title says what it is about.
    found = subjects(title, "" if of_others else abstract)
    people_said = people_words(title, abstract) if found else ""
    if found and not (people_said and _is_side_line(found)):
        return _preclinical(title, found, people_said)
    if of_others and (animals := _OF_ANIMAL_STUDIES.search(f"{title}\n{abstract}")):
        return StudyMark(subjects=("animals",), evidence=(animals.group(),), is_certain=False)
    counted = None if of_others or (how and how.name in _NOT_COUNTED) else people(abstract)
    return _clinical(how, counted, publication.type)


def study_findings(publication: Publication) -> Iterator[Finding]:
    """Yield what an editor should know of a publication's mark: on what words it rests, or that it is uncertain."""
    mark = study_mark(publication)
    words = "; ".join(f"“{each}”" for each in mark.evidence)
    if mark.is_stated:
        yield finding("study-mark-stated", where="study", mark=_named(mark))
    if mark.evidence and not mark.is_certain:
        yield finding("study-mark-uncertain", where="abstract", words=words)
    elif mark.evidence:
        yield finding("study-mark", where="abstract", words=words)


def _named(mark: StudyMark) -> str:
    """Return a mark as the record's key `study` names it."""
    named = (*mark.subjects, mark.design, f"{mark.people:,} people" if mark.people else "")
    return ", ".join(filter(None, named)) or "none"


def _abstract(publication: Publication) -> str:
    parts = publication.abstract.sections if publication.abstract else ()
    lines = [f"{part.label}: {part.text.plain}" if part.label else part.text.plain for part in parts]
    return "\n".join([*lines, *publication.keywords])


def _is_side_line(found: tuple[Subject, ...]) -> bool:
    """Return whether a study of people speaks of animals only in passing, or of their own cells."""
    return all(subject.name in _OF_PEOPLE_TOO or not subject.is_strong for subject in found)


def _preclinical(title: str, found: tuple[Subject, ...], people_said: str) -> StudyMark:
    strong = tuple(subject for subject in found if subject.is_strong)
    shown = strong or found
    only_vessels = {subject.name for subject in shown} <= {"cells", "in_vitro"}
    return StudyMark(
        subjects=tuple(subject.name for subject in shown),
        evidence=tuple(filter(None, (*(subject.words for subject in shown), people_said))),
        is_certain=bool(strong) and not people_said and not (only_vessels and _IN_VIVO.search(title)),
    )


def _clinical(how: Design | None, counted: People | None, kind: PublicationType) -> StudyMark:
    if how and how.name == "case_report" and kind is PublicationType.CASE_REPORT:
        how = None  # the kicker says it
    return StudyMark(
        design=how.name if how else "",
        people=counted.number if counted else None,
        evidence=tuple(each.words for each in (how, counted) if each),
    )
