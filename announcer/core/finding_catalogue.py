"""Every finding there is: its id, its level and its words; docs/reference/findings.md is made from this list.

To add one, write it here, raise it with `finding("its-id", where="title")`, run `python -m tools.findings_page`.
"""

from collections.abc import Mapping

from announcer.core.card_finding_kinds import CARD_FINDINGS
from announcer.core.findings import Finding, FindingKind, Level
from announcer.core.study_finding_kinds import STUDY_FINDINGS
from announcer.core.text_finding_kinds import TEXT_FINDINGS

_RECORDS = (
    FindingKind(
        id="no-link",
        level=Level.HOLD,
        message="there is no address to send readers to: no DOI, publisher, PubMed or page link",
        hint="Add a DOI or a link to the record, import the page as HTML, or set institution.page_url.",
        meaning="The record has no DOI, publisher, PubMed or page address, and `institution.page_url` gives none.",
    ),
    FindingKind(
        id="retraction-notice",
        level=Level.HOLD,
        message="this record is the notice of a retraction, not a paper",
        hint="Do not announce it as research; tell what was retracted, if anything.",
        meaning="The record is the notice of a retraction, by its type, title or abstract.",
    ),
    FindingKind(
        id="correction-notice",
        level=Level.HOLD,
        message="this record is the correction of another paper, not a paper",
        hint="Do not announce it as research; check whether the paper it corrects was announced.",
        meaning="The record is a correction, an erratum or a corrigendum, by its type, title or abstract.",
    ),
    FindingKind(
        id="retracted",
        level=Level.HOLD,
        message="the paper has been retracted",
        hint="Do not announce it.",
        meaning="The paper is retracted or withdrawn, by its status, a mark in its title or its abstract.",
    ),
    FindingKind(
        id="expression-of-concern",
        level=Level.HOLD,
        message="the journal has published a concern about the paper",
        hint="Read the journal's note and decide.",
        meaning="The journal has published a concern, by the record's status or a mark in its title.",
    ),
    FindingKind(
        id="not-research",
        level=Level.HOLD,
        message="this record is {what}, not research",
        hint="Do not announce it; reject the announcement.",
        meaning="The title or DOI is that of a peer-review report, an index, a table of contents or the like.",
    ),
    FindingKind(
        id="title-too-short",
        level=Level.HOLD,
        message="the title has {length} characters",
        hint="Compare it with the paper; something may have been lost.",
        meaning="The title has fewer than 8 characters.",
    ),
    FindingKind(
        id="mojibake",
        level=Level.HOLD,
        message="there are garbled letters in the {where}",
        hint="Correct it in the source file, or save the source again as UTF-8.",
        meaning="The text was read in a wrong encoding before it came here: `Ã¼` where `ü` was.",
    ),
    FindingKind(
        id="very-long-title",
        level=Level.WARNING,
        message="the title has {length} characters; it is shortened in the post and small on the card",
        hint="Look at the card, and choose a key sentence that the post can lead with.",
        meaning="The title has more than 250 characters.",
    ),
    FindingKind(
        id="comment-or-reply",
        level=Level.WARNING,
        message="the title is that of a comment on another paper, or of a reply",
        hint="Read it, and let no reader take the other paper for ours.",
        meaning="The title begins as comments and replies do: “Comment on …”, “Reply to …”, “Re: …”.",
    ),
    FindingKind(
        id="corrected",
        level=Level.WARNING,
        message="the paper has been corrected since it came out",
        hint="Read the correction first, and compare the key sentence with it.",
        meaning="The record's status is `corrected`.",
    ),
    FindingKind(
        id="preprint-announced",
        level=Level.WARNING,
        message="the preprint of this paper is in the queue or was announced: {id}, {state}",
        hint="Say that it has now come out in a journal, or announce only one of the two.",
        meaning="The record or its preprint's names the other, and the preprint has an announcement.",
    ),
    FindingKind(
        id="number-in-title",
        level=Level.WARNING,
        message="the title holds a number of the journal's or conference's own: {number}",
        hint="Take it out of the record's title.",
        meaning="The title has a manuscript's number, with its revision (`R1`), or a conference abstract's.",
    ),
    FindingKind(
        id="tex-left",
        level=Level.WARNING,
        message="the title holds commands of TeX that could not be read",
        hint="Write in the record what they print.",
        meaning="The title has commands such as `\\mathcal` that are in no list of what TeX prints.",
    ),
    FindingKind(
        id="all-caps-title",
        level=Level.WARNING,
        message="the title is in capitals: {title}",
        hint="Write it in the record as the paper has it; one of its words may be a name or an abbreviation.",
        meaning="The title is in capitals, and abstract and word list do not tell how each word is written.",
    ),
    FindingKind(
        id="no-authors",
        level=Level.HOLD,
        message="the record names no authors",
        hint="Add them to the record, or import it from another source.",
        meaning="The record names no authors, so a post would not say whose work it is.",
    ),
    FindingKind(
        id="name-garbled",
        level=Level.HOLD,
        message="a letter of a name was lost, and stands as a question mark: {names}",
        hint="Write the name in the record as the paper has it.",
        meaning="An author's name has a question mark within a word, where a letter was lost on the way.",
    ),
    FindingKind(
        id="title-is-citation",
        level=Level.WARNING,
        message="the title looks like a whole citation: {title}",
        hint="Leave only the paper's title in the record.",
        meaning="The title begins with authors and a year in brackets, and ends with volume and pages.",
    ),
    FindingKind(
        id="title-begins-small",
        level=Level.WARNING,
        message="the title begins with a small letter, so its first word may be missing: {title}",
        hint="Compare it with the paper's, and write it in the record.",
        meaning="The title begins with a word in small letters; names such as `mRNA` or `pH` are no fault.",
    ),
    FindingKind(
        id="no-home-author",
        level=Level.WARNING,
        message="none of the authors' affiliations is the institution's own",
        hint="Check whether the paper is ours; if it is, add the spelling to institution.home.",
        meaning="The authors have affiliations, and none of them is the institution's own.",
    ),
    FindingKind(
        id="doubtful-home-author",
        level=Level.WARNING,
        message="whether an author is ours is doubtful: {text}",
        hint="Add the spelling to institution.home, or to institution.not_home if it is not yours.",
        meaning="None of the authors is known to be ours, and an affiliation holds one of institution.doubtful.",
    ),
    FindingKind(
        id="no-abstract",
        level=Level.WARNING,
        message="there is neither an abstract nor a summary, so there is no key sentence",
        hint="Write the post by hand on the review page, or add key_sentence or lay_summary to the record.",
        meaning="The record has neither an abstract, a plain-language summary nor a key sentence.",
    ),
    FindingKind(
        id="orcid-wrong",
        level=Level.WARNING,
        message="an ORCID iD has a slip in it and is not used: {orcids}",
        hint="Look the author up at https://orcid.org and correct the record.",
        meaning="The last digit of an author's ORCID iD does not fit the others, so one of them is wrong.",
    ),
    FindingKind(
        id="affiliation-missing",
        level=Level.WARNING,
        message="authors refer to affiliations that the record does not list: {numbers}",
        hint="Add the affiliations to the record, or save the page with its affiliations shown.",
        meaning="Authors refer to an affiliation that the record, or the saved page, does not list.",
    ),
    FindingKind(
        id="encoding-guessed",
        level=Level.WARNING,
        message="the file is not in UTF-8; it was read as {encoding}",
        hint="Compare the letters with the original, and save the file as UTF-8.",
        meaning="The file is not in UTF-8, and was read in the older encoding that its bytes suggest.",
    ),
    FindingKind(
        id="text-cut",
        level=Level.WARNING,
        message="of {length:,} characters in the {where}, the first {limit:,} are used",
        hint="Check whether the file holds more than the record.",
        meaning="A title has more than 2,000 characters, or another text more than 20,000 (with mark-up 100,000).",
    ),
    FindingKind(
        id="formula-without-value",
        level=Level.WARNING,
        message="the file does not say what the formula in {where} gives",
        hint="Open the workbook in a spreadsheet program, save it there, and import it again.",
        meaning="A cell of a workbook has a formula whose result was never saved with it; it is read as empty.",
    ),
    FindingKind(
        id="sheets-not-read",
        level=Level.WARNING,
        message="the workbook has further sheets with publications, which are not read: {names}",
        hint="Save each of these sheets as a file of its own, and import it.",
        meaning="Of a workbook, the first sheet with headings of publications is read.",
    ),
    FindingKind(
        id="merged-cells",
        level=Level.NOTE,
        message="merged cells are read as if each had the value that they show together: rows {rows}",
        meaning="Cells of a workbook are merged, so it cannot be seen whose the value is.",
    ),
    FindingKind(
        id="unlikely-year",
        level=Level.WARNING,
        message="the year of publication is {year}",
        hint="Compare it with the paper; give the Gregorian year, or the Iranian one of 1300 to 1450.",
        meaning="The year of publication is not a likely one: before 1600 or after 2100.",
    ),
    FindingKind(
        id="preprint",
        level=Level.NOTE,
        message="this is a preprint: no journal has reviewed it yet",
        hint="The post and the card say so; keep it that way.",
        meaning="No journal has reviewed the paper yet.",
    ),
    *STUDY_FINDINGS,
    FindingKind(
        id="translated-title",
        level=Level.NOTE,
        message="the source marks the title as a translation; the paper is in another language",
        meaning="The source gives the title in square brackets, as PubMed does with translated titles.",
    ),
    FindingKind(
        id="bilingual-title",
        level=Level.NOTE,
        message="the source gives the title in a second language too: {other}",
        meaning="The source gives the title in two languages; the first is used.",
    ),
    FindingKind(
        id="hidden-characters",
        level=Level.NOTE,
        message="invisible characters were removed from the {where}: {characters}",
        meaning="A text of the record had control characters or ones that change the direction of reading.",
    ),
    FindingKind(
        id="windows-characters",
        level=Level.NOTE,
        message="control characters in the {where} were read as Windows-1252 has them: {characters}",
        meaning="A text of the record had control characters that are quotation marks or dashes in Windows-1252.",
    ),
    FindingKind(
        id="odd-doi",
        level=Level.WARNING,
        message="the DOI has characters that DOIs do not have, and may not be whole: {doi}",
        hint="Compare it with the paper, and correct it in the source.",
        meaning="The DOI has a tag or other characters that no DOI has; what stood after them may be lost.",
    ),
    FindingKind(
        id="iranian-date",
        level=Level.NOTE,
        message="the date {given} is of the Iranian calendar, and was read as {read}",
        meaning=(
            "A day becomes the same day; a month becomes the Gregorian month that has most of it, and a year the"
            " one in which it begins."
        ),
    ),
    FindingKind(
        id="value-left-out",
        level=Level.NOTE,
        message="what stands as {where} cannot be used and was left out: {value}",
        hint="Correct it in the source, or add the right one to the record.",
        meaning="A source has something else where a DOI, a date or another value should be; it was left out.",
    ),
)

_ANNOUNCEMENTS = (
    FindingKind(
        id="no-card",
        level=Level.HOLD,
        message="no card could be drawn: {problem}",
        hint="{remedy}",
        meaning="No card could be drawn, because a template, the brand or a font is wrong; the text is there.",
    ),
    FindingKind(
        id="held-in-queue",
        level=Level.HOLD,
        message="it is held: {reason}",
        hint="Let it go on once that is settled.",
        meaning="A person holds the announcement, or something that the record itself does not tell.",
    ),
    FindingKind(
        id="edited-text",
        level=Level.WARNING,
        message="the text was edited; card and alt text still say “{sentence}”",
        hint="See that they agree; else give it another card and alt text, or make it anew from a key sentence.",
        meaning="The text of a queued announcement was edited by hand, and its card and alt text were not.",
    ),
    FindingKind(
        id="language-not-announced",
        level=Level.WARNING,
        message="the record is in {language!r}, in which the site does not post; posted in {used!r}",
        hint="add a translation to the record, or the language to posts.languages",
        meaning="The record has words in none of the site's languages; it is announced in the first of them.",
    ),
)

CATALOGUE: Mapping[str, tuple[FindingKind, ...]] = {
    "Records": _RECORDS,
    "Post texts": TEXT_FINDINGS,
    "Cards": CARD_FINDINGS,
    "Announcements": _ANNOUNCEMENTS,
}
"""All kinds by what they are about, in the order of the reference: of each topic, holds first, then warnings."""

_KINDS = {kind.id: kind for kinds in CATALOGUE.values() for kind in kinds}


def finding(kind_id: str, /, *, where: str = "", level: Level | None = None, **values: object) -> Finding:
    """Return a finding of the catalogue, its words filled in with `values` and `where`.

    `level` is for those whose level depends on the place. An id that is not in the catalogue, or values that its
    words do not name, are mistakes in the program; tests/test_house_rules.py checks every call.
    """
    kind = _KINDS[kind_id]
    return Finding(
        id=kind.id,
        level=level or kind.level,
        message=kind.message.format(**values, where=where),
        hint=kind.hint.format(**values, where=where),
        where=where,
    )
