"""Tell what sources list beside research: peer reviews, indexes, front matter, comments, and slips in titles."""

import re
from collections.abc import Iterator

from announcer.core.finding_catalogue import finding
from announcer.core.findings import Finding
from announcer.core.publications.publication import Publication, PublicationStatus, PublicationType

_QUOTE = r"[\"“”‘’'«„]"
_PEER_REVIEW = re.compile(
    r"(?:(?:peer[- ])?review(?:er)?(?: report)?s?|decision letter|author(?:s['’]?|['’]s)? (?:response|reply)"
    rf"|meta-?review|evaluation summary|referee report)\s?(?:for|of|to|on)?:?\s?{_QUOTE}"
    r"|(?:peer[- ]review(?:er)? (?:report|comments?|file)|referee(?:['’]s)? report|reviewer ?#?\d|decision letter"
    r"|elife assessment|(?:joint )?public review)\b|author response(?:$|\s?:)",
    re.IGNORECASE,
)
_PEER_REVIEW_DOI = re.compile(r"/v\d{1,3}/(?:review|decision|response)\d{0,3}$|/referee-report\.\d{1,7}$|\.sa\d$")
_MATTER = re.compile(
    r"(?:(?:subject |author |keyword |cumulative |annual |volume )?ind(?:ex|ices)(?: to [\w ,]{1,40}"
    r"| of (?:authors|names|subjects))?|(?:front|back|inside (?:front|back)) (?:matter|cover)s?"
    r"|cover(?: (?:image|picture|story|art))?|masthead|(?:table of |graphical )?contents(?: list)?"
    r"|issue information|(?:editorial|advisory) board(?: members)?|(?:instructions?|information|guidelines?"
    r"|notes?) (?:for|to) (?:the )?(?:authors?|contributors?|reviewers?)|(?:acknowledge?ments? (?:of|to)"
    r"|list of|thanks? to) (?:(?:the|our) )?(?:peer )?(?:reviewers?|referees?)|list of (?:abbreviations"
    r"|figures|tables|contributors)|acknowledge?ments?|announcements?|calendar(?: of events)?|in this issue"
    r"|(?:(?:general|short|brief) )?(?:introduction|conclusions?|discussion|abstract|background|summary)"
    r"|introductory (?:remarks|note)|(?:concluding|opening|closing) remarks|prologue|epilogue|afterword|prelims"
    r"|necrolog(?:y|ies|ue)|obituar(?:y|ies)|in memoriam|deaths|births|marriages|minutes|correspondence|miscellany"
    r"|(?:medical |current |society |brief )?(?:news|notes)|untitled|\[?no title\]?|appendi(?:x|ces)"
    r"|chapter \w{1,5}|مقدمه|نتیجه[\u200c ]?گیری|یادبود"
    r"|preface|foreword|title page|copyright(?: page)?|colophon|impressum|contributors|references"
    r"|bibliography|works cited|about the (?:authors?|editors?)|books? received|publisher['’]s note"
    r"|republication of [\w ,]{1,60}|advertisements?|advertisers|(?:letter|message"
    r"|notes?) from the (?:president|editors?|chair|publisher)|(?:the )?president['’]s (?:page|message)"
    r"|فهرست(?: مطالب)?|نمایهٔ? (?:نویسندگان|موضوعی)|راهنمای (?:نویسندگان|تدوین مقاله)|هی[أئ]ت تحریریه"
    r"|شناسنامهٔ? (?:مجله|نشریه)|پیش[\u200c ]?گفتار|روی جلد)[\W_]{0,10}(?:\d{4})?[\W_]{0,10}",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"(?:comments?|commentary|remarks?|discussion) on(?: the (?:paper|article|letter))?:?\s"
    r"|reply(?:\s?[.:]|\s(?:to|from|by)\b|\s?$)|(?:in|author(?:s['’]?|['’]s?)?) (?:reply|response)\b"
    r"|(?:response|rejoinder|rebuttal|answer)(?:\s?[.:]|\s?$)"
    rf"|(?:response|rejoinder|rebuttal|answer) to:?\s(?:{_QUOTE}"
    r"|(?:the )?(?:comments?|letter|editor|dr|professor|re:|reviewers?)\b)"
    r"|re\s?:\s|letter to the editor\b|the authors? (?:reply|respond)"
    r"|پاسخ (?:به|نویسندگان)|نامه به سردبیر|نقدی? بر",
    re.IGNORECASE,
)
_RESEARCH = {PublicationType.ARTICLE, PublicationType.REVIEW, PublicationType.OTHER}
_NUMBER = re.compile(
    r"^(?:abstract (?:(?:no\.?|number) )?#?[A-Z]{0,4}[\d-]{1,12}\s?[:.]|#\d{1,5}\b"
    r"|(?-i:P|PO|OP|PS|EP|FP|OC|LB)\s?-\s?\d{2,4}[:.]?\s(?=[A-Z]))"
    r"|\b(?:manuscript|ms)\.? ?(?:no\.?|number|id|#):? ?[\w-]{3,30}|\b(?-i:[A-Z]{2,12}-D-\d{2}-\d{4,5}(?:R\d)?)"
    r"|\b(?-i:[A-Z]{2,10}-(?:19|20)\d{2}-\d{3,6}(?:\.R\d)?)|[(\[_](?-i:R[1-9])[)\]]?$",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"[^/\\?*:|\"<>]{1,120}\.(?:xlsx?|csv|tsv|pdf|docx?|pptx?|odt|zip|gz|txt|json|xml|jpe?g|png|tiff?|rda|rds|sav|mp4|mp3|wav)",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
_SHORT_TITLE = 6
"""Words; the titles of news, notes and notices in old volumes seldom have more, those of research do."""


def is_unsigned_note(publication: Publication) -> bool:
    """Return whether nothing shows that a record is research: no author, no abstract, a short or shouting title.

    Databases list the news and notices of old volumes so: `NEW YORK ACADEMY OF MEDICINE`, `BRUTALITIES of …`.
    """
    title = publication.title.plain
    says_more = publication.abstract or publication.lay_summary or publication.key_sentence
    is_bare = not (publication.authors or says_more) and publication.type in _RESEARCH
    return is_bare and bool(_SHOUTED.search(title) or len(title.split()) <= _SHORT_TITLE)


def is_comment(title: str) -> bool:
    """Return whether a title is that of a comment on another paper, or of a reply."""
    return bool(_COMMENT.match(title))


def not_research_findings(publication: Publication) -> Iterator[Finding]:
    """Yield what tells that a record may be no research, or that its title holds what no reader should see."""
    title = publication.title.plain.strip()
    if _PEER_REVIEW.match(title) or _PEER_REVIEW_DOI.search(publication.doi):
        yield finding("not-research", where="title", what="a report of peer review")
    elif _MATTER.fullmatch(title):
        yield finding(
            "not-research", where="title", what="a part of an issue or book, such as its index or contents"
        )
    elif _FILE_NAME.fullmatch(title):
        yield finding("not-research", where="title", what="a file by its name")
    elif is_unsigned_note(publication):
        yield finding("not-research", where="authors", what="perhaps a note: it has no author, and no abstract")
    elif is_comment(title):
        yield finding("comment-or-reply", where="title")
    if found := _NUMBER.search(title):
        yield finding("number-in-title", where="title", number=found.group().strip())
    if publication.status is PublicationStatus.CORRECTED:
        yield finding("corrected", where="status")
