"""What stands at the end of an abstract and is no part of it: rights, funding, registration, interests."""

import re

from announcer.core.text.letters import caseless
from announcer.core.text.sentences import sentence_ends
from announcer.core.text.styled import StyledText

_LONGEST_TAIL = 250
_LONGEST_LICENCE = 900

_YEAR = r"(?:19|20)\d\d"
_SENTENCE_STARTS = r"(?:^|(?<=[.!?)\]؟\n])\s{0,20}+)"
_SIGN = (
    rf"(?:{_SENTENCE_STARTS}©|(?:^|(?<=[\s.!?)\]]))©\s*{_YEAR}(?:\s?[-–,/]\s?{_YEAR})*[,.]?\s*(?=$|[A-Z(])"
    rf"|{_SENTENCE_STARTS}(?i:\(c\)) ?(?={_YEAR}|The Authors?\b|Copyright\b|[A-Z][\w .,&]{{1,60}}{_YEAR}))"
)
_STATEMENT = (
    rf"(?:(?:Crown )?(?i:copyright)[ ,:]*(?=©|(?i:\(c\))|by\b|the\b|{_YEAR})|Published by (?:the )?(?=[A-Z])"
    r"|(?i:all rights reserved)|\[ABSTRACT FROM AUTHOR\]|\(?ABSTRACT TRUNCATED|\((?i:PsycINFO) Database)"
)
_RIGHTS = re.compile(
    rf"(?:{_SIGN}|{_SENTENCE_STARTS}{_STATEMENT})"
    rf"(?:.{{0,{_LONGEST_TAIL}}}|(?=.*(?:Creative Commons|distributed under)).{{0,{_LONGEST_LICENCE}}})$",
    re.DOTALL,
)
_OF_RIGHTS = (
    *("©", "(c)", "copyright", "published by", "all rights reserved"),
    *("[abstract from author]", "abstract truncated", "(psycinfo database"),
)
"""One of these, in small letters, is in all that `_RIGHTS` finds; they are found far sooner than its match."""
_AUTHORS = r"(?:(?:the|all|both|no) )?(?:authors?|investigators?)"
_MARK = r"\s?[:.\x1f–—-]"
_ENDINGS = (
    (
        rf"(?:(?:the )?(?:\w+ )?levels? of evidence|evidence level)(?:{_MARK}|[,;(]| \(?level| (?:was "
        rf"|is )?(?-i:[IVX]{{1,4}})\b"
        r"| (?:was |is )?[1-5][abc]?\b|$).{0,100}"
    ),
    (
        r"(?:(?:therapeutic|prognostic|diagnostic|economic)(?: study)?,? )?levels? (?:(?-i:[IVX]{1,4})|[1-5])[abc]?"
        r"(?:\s?[,.:;–—-].{0,120}| (?:evidence|stud(?:y|ies)|(?:retro|pro)spective|(?:therapeutic"
        r"|prognostic)).{0,100})"
    ),
    (
        r"(?:please )?(?:see|refer to|visit|consult)\b.{0,60}\b(?:website|web site|instructions"
        r"|guidelines for authors"
        r"|editors['’] summary|table of contents|supplement\w*|later in the article|commentary|editorial|page \d+"
        r"|appendix|online).{0,120}"
    ),
    (
        r"(?:this|the|our) (?:article|work|paper|manuscript)\b.{0,30}\b(?:protected by copyright|open access"
        r"|published under|distributed under|licensed under|commissioned by).{0,200}"
    ),
    r"(?:this is )?an? open[- ]access article\b.{0,200}",
    (
        r"(?:an? |the )?(?:graphical|video|visual|plain[- ]language|lay|translated)[- ](?:abstract|summary"
        r"|version)\b"
        r".{0,30}\b(?:available|found|online|accompanies|provided)\b.{0,120}"
    ),
    (
        r"(?:(?:electronic|online) )?suppl(?:ementary|emental|ement)\b(?: (?:data|information|materials?|files?"
        r"|tables?"
        r"|figures?|videos?|content|digital content|appendix|appendices))*"
        r"(?:\s?:| (?:(?:is|are) (?:available|provided|online)|can be found|for this|accompanying)\b).{0,200}"
    ),
    (
        r"(?:(?:the )?(?:data|code|software|source code|datasets?)(?: (?:and|or) (?:data|code|materials?"
        r"|software))? (?:availability\b|(?:is|are) (?:freely |publicly |openly )?available\b)"
        r"|(?:availability(?: and implementation)?|contact|correspondence|e-?mail)\s?:).{0,200}"
    ),
    (
        r"(?:a|the) (?:complete|full) list of\b.{0,60}\b(?:members|investigators|collaborators|authors"
        r"|sites)\b.{0,120}"
    ),
    (
        rf"(?:(?:source of )?funding(?: sources?| statement)?|financial (?:support|disclosures?)|grant support"
        rf"|sponsor(?:ship)?|acknowledge?ments?)(?:{_MARK}).{{0,250}}"
    ),
    (
        r"(?:funded|sponsored|supported) by (?:an? |the )?(?:\S+ ){0,8}(?:grants?|foundation|fund|institutes?"
        r"|university|council"
        r"|ministry|agency|union|society|programme?|award|inc|ltd)\b.{0,200}"
    ),
    (
        r"(?:this|the|our) (?:\w+ )?(?:study|work|research|trial|project|article|review|publication) (?:was|is"
        r"|has been) (?:\w+ )?(?:funded|supported|sponsored|financed) (?:in part |partly )?(?:by|through) (?:an? "
        r"|the )?(?:\S+ ){0,8}(?:grants?|foundation|fund|institutes?|university|council|ministry|agency|union"
        r"|society|programme?|award|inc|ltd)\b.{0,200}"
    ),
    (
        r"(?:(?:potential |declarations? of |statements? of )?(?:conflicts? of interests?|(?:competing|conflicting)"
        rf"(?: financial)? interests?|disclosures?|ethics approval|declaration of interests?))(?:{_MARK}).{{0,200}}"
    ),
    (
        rf"{_AUTHORS} (?:have|has|had|reports?|declares?|disclose|state)\b.{{0,40}}\b(?:conflicts?|interests?"
        rf"|disclos\w+"
        r"|nothing|no (?:financial|relevant|relationships?))\b.{0,150}"
    ),
    (
        r"(?:(?:clinical )?trials? (?:registration|registry|identifier|number)"
        r"|(?:systematic review )?registration(?: number| no)?"
        rf"(?:{_MARK})|(?:prospero|clinical\s?trials\.gov|isrctn|irct|nct|anzctr|chictr|umin|crd)(?:\b"
        rf"|\d)).{{0,160}}"
    ),
    (
        r"(?:(?:this|the|our) (?:\w+ ){0,2}(?:study|trial|review|protocol|meta-analysis) )?(?:was "
        r"|is )?(?:prospectively |retrospectively )?registered (?:at|in|with|on|under|as)\b.{0,160}"
    ),
    r"(?:key\s?words?|index terms?|mesh terms?)\s?[:.\x1f–-].{0,250}",
    (
        r"(?-i:\(?(?:(?:[A-Z][A-Za-z-]*\.?|of|and|the|in|&),? ){1,8}(?:19"
        r"|20)\d\d)\s?;\s?\d+(?:\s?\([\w -]+\))?\s?:\s?e?\d+.{0,40}"
    ),
    r"(?:کلید\s?واژه|کلمات کلیدی|واژه\s?های کلیدی|واژگان کلیدی|کلیدواژه).{0,250}",
    r"(?:تعارض منافع|تضاد منافع|حامی مالی|منابع مالی|کد ثبت|شماره ثبت|کد اخلاق)\b.{0,200}",
)
_ABOUT_THE_PAPER = re.compile("|".join(_ENDINGS), re.IGNORECASE | re.DOTALL)
_MOST_ENDINGS = 8

_PAGE = re.compile(
    r"Search for more papers by this author|(?<=\S)(?<![(\[/])Google Scholar|Export citation|Track citation"
    r"|Request permission|Citing Literature"
)
"""What the page of a publisher says around an abstract, links glued to words; an abstract says none of it."""
_FEWEST_PAGE_WORDS = 2
_OWN_WORDS = re.compile(r"(?:^|\s)(?:Summary|Abstract|ABSTRACT|SUMMARY)\s(?=[A-Z])")
_REFERENCES = re.compile(
    r"(?:(?<=[.!?]\s)|(?<=\x1f)|(?<=\n))(?:REFERENCES|References|Bibliography)\b(?=\s+[A-Z]|\s*$)"
)


def without_page(text: StyledText) -> StyledText:
    """Return the abstract without the web page around it, and without a list of references after it.

    Of a page whose own words cannot be told from the rest, nothing is left.
    """
    is_page = len(_PAGE.findall(text.text)) >= _FEWEST_PAGE_WORDS
    start = 0
    if is_page and (own := list(_OWN_WORDS.finditer(text.text))):
        start = own[0].end()
    references = _REFERENCES.search(text.text, start)
    end = references.start() if references else len(text.text)
    if is_page and (not start or _PAGE.search(text.text[start:end])):
        return text.part(0, 0)
    return text.part(start, end)


def without_endings(text: StyledText) -> tuple[StyledText, str]:
    """Return the abstract without what follows its last sentence of its own, and the lines of rights that were cut.

    A paper's own words stay: `SPSS © software`, `Funding of schools rose`.
    """
    rights: list[str] = []
    for _ in range(_MOST_ENDINGS):
        end = _end_of_own(text.text)
        if found := _rights(text.text):
            end = found.start()
            rights.insert(0, text.text[end:].strip())
        if end >= len(text.text):
            break
        text = text.part(0, end)
    return text, " ".join(rights)


def _rights(text: str) -> re.Match[str] | None:
    start = max(0, len(text) - _LONGEST_LICENCE - 100)
    end = caseless(text[start:])
    return _RIGHTS.search(text, start) if any(sign in end for sign in _OF_RIGHTS) else None


def _end_of_own(text: str) -> int:
    """Return where the last sentence begins if it is about the paper as a thing, else the text's end."""
    start = ([0, *sentence_ends(text)])[-1]
    last = text[start:].strip().strip("\x1f")
    is_about = start and len(last) <= _LONGEST_LICENCE and _ABOUT_THE_PAPER.fullmatch(last)
    return start if is_about else len(text)
