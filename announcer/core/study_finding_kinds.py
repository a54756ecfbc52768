"""The findings on what a study was done in, and whether the post says so; part of `finding_catalogue`."""

from announcer.core.findings import FindingKind, Level

STUDY_FINDINGS = (
    FindingKind(
        id="study-mark",
        level=Level.NOTE,
        message="the study mark rests on the record's words {words}",
        meaning="The card says how or in what the study was done (“In mice”); these are the record's words for it.",
    ),
    FindingKind(
        id="study-mark-stated",
        level=Level.NOTE,
        message="the study mark is what a person wrote in the record, not what its words say: {mark}",
        meaning="The record's key `study` says what was studied and how; nothing was read off title and abstract.",
    ),
    FindingKind(
        id="study-mark-uncertain",
        level=Level.WARNING,
        message="the study may be of animals, cells or a computer, and is not marked so: the record says {words}",
        hint="read the abstract, and write what was studied into the record's key study; “none” is for no mark",
        meaning="The record speaks of animals, cells or the like, but of people too or in passing: no mark.",
    ),
    FindingKind(
        id="study-undecided",
        level=Level.HOLD,
        message="the post tells a finding that may have been made {subject}, and nothing in the post says so",
        hint="read the abstract, and write what was studied into the record's key study; “none” is for no mark",
        meaning="The record names animals, not surely as what was studied; the post's finding and title name none.",
    ),
    FindingKind(
        id="study-unsaid",
        level=Level.WARNING,
        message="the post does not say that this was found {subject}; only the card does",
        hint="choose a sentence that says so on the review page, or give the record one as key_sentence",
        meaning="A study of animals, cells or the like whose post carries no sentence and does not say so.",
    ),
)
