"""Shorten a sentence at a clause, by closed rules, so that what is left says less and nothing else.

Three things may go, from the end back: brackets that hold figures alone; what follows a semicolon; a last clause
that begins with one of a few words. A clause that turns, limits or doubts what stands before it never goes, and
nothing goes where its loss would leave half of a pair (`both … and`), a list or a condition without its end.
"""

import re
from collections.abc import Iterator

_FEWEST_WORDS = 6
_FEWEST_WORDS_OF_A_CLAUSE = 4
_MOST_CUTS = 3
_LONGEST = 2000
"""Characters; what is longer is no sentence."""

_FIGURES = re.compile(
    r"\s[(\[](?:(?:[\d\s.,;:،؛٫٬٪%<>=≤≥±+−–—~/*·×^-]|\b(?:p|n|r|t|df|f|z|ci|hr|or|rr|irr|sd|se|sem|iqr|range|mean|median"
    r"|vs|versus"
    r"|and|to|of|confidence|intervals?|odds|hazard|risk|ratio|adjusted|aor|ahr|chi|squared?|partial|eta|beta|respectively|years?"
    r"|months?|days?|weeks?"
    r"|kg|mg|g|ml|mm|cm|mmhg|per|cent|patients?|x|q|i|β|α|χ|χ2|χ²|η|η2|η²|ηp2|p-value|value|all|both|for|each|table|fig"
    r"|figure|فاصلهٔ?|اطمینان|نسبت|شانس|خطر|درصد|میانگین|انحراف|معیار|از|تا|با|و|برابر)\b){1,60}+)[)\]]",
    re.IGNORECASE,
)
_STATISTICS = re.compile(
    r"\b(?:p|n|r|t|f|z|ci|hr|or|rr|sd|se|iqr|aor|ahr|auc)\s?[=<>≤≥:]|\b(?:95|99|90)\s?%\s?(?:ci|cr?i|confidence)"
    r"|confidence interval"
    r"|[χη]|\bp[- ]value|فاصلهٔ? اطمینان|نسبت شانس|انحراف معیار",
    re.IGNORECASE,
)
_REGISTRATION = re.compile(
    r"\s[(\[](?:[^()\[\]]{0,60}(?:clinical\s?trials\.gov|prospero|isrctn|irct|nct\d|anzctr|registration"
    r"|registered)[^()\[\]]{0,80}"
    r"|(?:see )?(?:table|fig(?:ure)?s?\.?|supplement\w*)\s?[\w. ,-]{0,30}"
    r"|(?-i:[A-Z][\w'’-]+(?: et al\.?| and [A-Z][\w'’-]+)?,? (?:19|20)\d\d)|\d{1,3}(?:[,–-]\s?\d{1,3}){0,5})[)\]]",
    re.IGNORECASE,
)
_HAS_FIGURE = re.compile(r"\d|table|fig", re.IGNORECASE)

_DOUBTS_TEXT = r"""
not no nor neither none never nothing nobody without only but except(?:ing|ion|ions)? unless until if whether
provided providing assuming however although though despite whereas while whilst yet rather instead less fewer
unlike contrary apart aside excluding limited limits? limitations? bias(?:ed)? confound\w* chance artefacts?
artifacts? caution\w* caveat\w* uncertain\w* unclear unknown insignifican\w* non-?\w*signifi\w*
lack(?:s|ed|ing)? fail(?:s|ed|ing|ure)? absen\w+ cannot \w+n['’]t placebo disappear\w* vanish\w* attenuat\w*
lost insufficient inconclusive inconsistent questionabl\w* doubt\w* debat\w* controvers\w* hypothe\w+ adverse
harm\w* toxic\w* restricted confined exclusively solely merely hardly barely rarely seldom few little otherwise
useless weak\w* spurious regression reverse\w* opposite inflated overestimat\w* underestimat\w* avoid\w*
restrain\w* carefully stop(?:s|ped)? abandon\w* discourag\w* contraindicat\w* withdraw\w* reconsider\w*
re-?evaluat\w* monitor\w* balanced weighed interpreted
"""
_DOUBTS_WORDS = "|".join(_DOUBTS_TEXT.split())
_DOUBTS = re.compile(rf"\b(?:{_DOUBTS_WORDS})\b", re.IGNORECASE)
"""Words with which a clause may take back, limit or doubt what stands before it; such a clause stays."""

_TURNS_TEXT = r"""
besides particularly especially mainly mostly largely primarily chiefly notably controls? compar\w+ relative
same similar\w* equal\w* likewise side risks? death\w* mortality cost\w* expense subgroups? subset when where
once during after before depend\w* regardless under among within most some low(?:er)? high(?:er)? worse\w*
better rises? risen rose rising falls? fell fallen increas\w* decreas\w* declin\w* doubl\w* return\w* remain\w*
poor\w* small\w* large\w* others another rest elsewhere
"""
_GROUP = r"the other|in (?:women|men|children|adults|patients|those|people|mice|rats)"
_TURNS = re.compile(rf"\b(?:{_DOUBTS_WORDS}|{'|'.join(_TURNS_TEXT.split())}|{_GROUP})\b", re.IGNORECASE)
"""The same, and words of direction and of other groups: a clause of its own may set them against the first."""

_VERBS_TEXT = r"""
is are was were has have had may might can could will would do does did should must needs? remain(?:s|ed)?
increase[sd]? rose fell decrease[sd]? improve[sd]? reduce[sd]? seem(?:s|ed)? appear(?:s|ed)? show(?:s|ed)?
suggest(?:s|ed)? lead(?:s)? led cause[sd]? occur(?:s|red)? depend(?:s|ed)? differ(?:s|ed)? become[s]? became
provide[sd]? help(?:s|ed)? predict(?:s|ed)? support(?:s|ed)? indicate[sd]? require[sd]? contribute[sd]?
affect(?:s|ed)? play(?:s|ed)? prevent(?:s|ed)? protect(?:s|ed)? allow(?:s|ed)? enable[sd]? tend(?:s|ed)? vary
varies varied offer(?:s|ed)? represent(?:s|ed)? reflect(?:s|ed)? demonstrate[sd]? exist(?:s|ed)? make[s]? made
give[s]? gave yield(?:s|ed)? promote[sd]? inhibit(?:s|ed)? enhance[sd]? correlate[sd]? benefit(?:s|ed)?
raise[sd]? lower(?:s|ed)? rises? falls? grows? grew grown works? worked shorten(?:s|ed)? prolong(?:s|ed)?
cut[s]? doubled? halve[sd]? cure[sd]? ease[sd]? relieve[sd]? harm(?:s|ed)? kill(?:s|ed)? save[sd]?
stop(?:s|ped)? delay(?:s|ed)? resulted associated observed found seen
"""
_VERB = rf"(?:{'|'.join(_VERBS_TEXT.split())}|results in)"
HAS_VERB = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
"""A common verb of what papers say."""
_SUBJECT_AND_VERB = (
    rf"(?:(?:it|they|this|these|that|there|we) (?:\w+ly )?{_VERB}|(?:the|a|an|our|its|their|these"
    rf"|this)(?: [\w-]+){{1,5}} {_VERB})"
)
_CLAUSE = re.compile(
    r"(?P<comma>,\s)(?:"
    r"(?P<joined>and (?:thus |therefore |hence |also |so )?"
    rf"(?:{_SUBJECT_AND_VERB}|(?:may|might|can|could|should|must|would|will|need(?:s)?|is|are|was|were|has|have) ))"
    r"|(?P<loose>(?:thus |thereby |therefore |hence )?(?:suggesting|indicating|implying|supporting|highlighting"
    r"|underscoring"
    r"|underlining|emphasi[sz]ing|confirming|demonstrating|revealing|reflecting|providing|offering|opening|paving"
    r"|making"
    r"|allowing|enabling|helping|pointing|warranting|justifying)\b|which (?:suggests?|indicates?|implies|imply"
    r"|supports?|highlights?|underscores?|confirms?|may|might|can|could|should|would|is|are|makes?|provides?"
    r"|offers?|opens?)\b|a (?:finding|result|fact|conclusion) (?:that|which)\b)"
    r")",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r",?\s(?:and (?:thus |therefore |hence |so |that it |it |they )?(?:should|must|needs? to|ought to|deserves?"
    r"|merits?|warrants?)\b"
    r"|and (?:further|more|future|larger|additional) (?:\w+ ){0,3}(?:stud(?:y|ies)|research|trials?|work)\b"
    r"|which (?:should|must|needs?|warrants?|deserves?|merits?)\b)",
    re.IGNORECASE,
)
"""The part of a sentence that asks for something, after the part that states something."""

_PERSIAN_CLAUSE = re.compile(
    r"؛\s|،?\s(?:و لازم است|و باید|و ضروری است|و پیشنهاد می[\u200c ]?شود|و توصیه می[\u200c ]?شود|و می[\u200c"
    r" ]?توان(?:د|ند)? (?:از|به))"
)
_PERSIAN_TURNS = re.compile(
    r"(?:اما|ولی|مگر|بدون|جز|به\u200cجز|هیچ|نه|فقط|تنها|البته|هرچند|اگرچه|گرچه|اگر|در صورتی|به شرط|نبود|نیست|نشد"
    r"|نداشت|ندارد"
    r"|ندارند|نداشتند|نکرد|نمی\u200c?\w+|کمتر|در حالی|برخلاف|نسبت به|در مقایسه)"
)
_SEMICOLON = re.compile(r"[;؛]\s")
_OPENS_A_CONDITION = re.compile(
    r"(?:if|when(?:ever)?|although|though|while|whilst|whereas|because|since|unless|until|once|despite|even|as"
    r"|given|provided"
    r"|not|neither|nor|both|either|whether|except|unlike|had|should|were|only)\b|اگر|هرچند|اگرچه|گرچه|در صورتی",
    re.IGNORECASE,
)
_PAIRS = (
    (re.compile(r"\bboth\b", re.IGNORECASE), re.compile(r"\bboth\b.*\band\b", re.IGNORECASE)),
    (
        re.compile(r"\bbetween\b", re.IGNORECASE),
        re.compile(r"\bbetween\b(?!.*\bdifferences? between$).*(?:\band\b|s$|s\b)", re.IGNORECASE),
    ),
    (re.compile(r"\beither\b", re.IGNORECASE), re.compile(r"\beither\b.*\bor\b", re.IGNORECASE)),
    (re.compile(r"\bneither\b", re.IGNORECASE), re.compile(r"\bneither\b.*\bnor\b", re.IGNORECASE)),
    (re.compile(r"\bnot only\b", re.IGNORECASE), re.compile(r"\bnot only\b.*\bbut\b", re.IGNORECASE)),
    (re.compile(r"\bwhether\b", re.IGNORECASE), re.compile(r"\bwhether\b.*\bor\b", re.IGNORECASE)),
    (
        re.compile(
            r"\bthe (?:more|less|higher|lower|longer|greater|smaller|fewer|older|younger)\b.*,", re.IGNORECASE
        ),
        re.compile(r"$^"),
    ),
)
_LOOSE_END = re.compile(
    r"\b(?:a|an|and|are|as|at|be|been|between|but|by|can|could|during|for|from|had|has|have|in|into|is|its|may"
    r"|might|must|no|nor"
    r"|not|of|on|only|or|should|than|that|the|their|to|was|were|when|which|who|will|with|would)$",
    re.IGNORECASE,
)


def shortened(sentence: str) -> tuple[str, ...]:
    """Return shorter sentences that `sentence` holds, the longest first; none where nothing may go.

    Each is whole and ends in a full stop; none says more, and none the opposite.
    """
    if len(sentence) > _LONGEST:
        return ()
    found: dict[str, None] = {}
    plain = without_figures(sentence)
    if plain != sentence:
        found[plain] = None
    rest = plain
    for _ in range(_MOST_CUTS):
        shorter = next(_cuts(rest), "")
        if not shorter:
            break
        found[shorter] = None
        rest = shorter
    return tuple(found)


def without_figures(sentence: str) -> str:
    """Return the sentence without brackets that hold nothing but statistics: `(95% CI 1.2–3.4; p = 0.03)`."""
    return _FIGURES.sub(lambda found: "" if _HAS_FIGURE.search(found.group()) else found.group(), sentence)


def without_statistics(sentence: str) -> str:
    """Return the sentence without brackets that hold tests, intervals, registrations or citations alone."""
    plain = _FIGURES.sub(lambda found: "" if _STATISTICS.search(found.group()) else found.group(), sentence)
    return _REGISTRATION.sub("", plain)


def without_request(sentence: str) -> str:
    """Return the part of the sentence before it asks for something (`…, and should be used`), or all of it."""
    for pattern in (_ASKS, _PERSIAN_CLAUSE):
        for found in pattern.finditer(sentence):
            head, tail = sentence[: found.start()], sentence[found.start() :]
            if found.group().strip() != "؛" and not _DOUBTS.search(tail) and _may_part(head, tail):
                return _closed(head)
    return sentence


def _cuts(sentence: str) -> Iterator[str]:
    """Yield what stands before each clause that may go, the last clause first."""
    body = sentence.rstrip(" .")
    semicolons = list(_SEMICOLON.finditer(body))  # several part the items of a list, of which none may go
    places = [
        (each.start(), _TURNS) for each in semicolons if len(semicolons) == 1 and _is_clause(body[each.end() :])
    ]
    places += [
        (each.start(), _DOUBTS if each["loose"] else _TURNS)
        for each in _CLAUSE.finditer(body)
        if each["joined"] or "," not in body[each.end() :]  # else the main clause may go on after it
    ]
    for start, turns in sorted(places, key=lambda place: -place[0]):
        if not turns.search(body[start:]) and _may_part(body[:start], body[start:]):
            yield _closed(body[:start])


def _is_clause(tail: str) -> bool:
    """Return whether what follows a semicolon says something of its own, and is no item of a list."""
    if re.search("[آ-ی]", tail):
        return True
    return bool(HAS_VERB.search(tail)) and not re.match(r"(?:and|or|as well as|including|such as)\b", tail)


def _may_part(head: str, tail: str) -> bool:
    """Return whether `head` is a sentence without `tail`."""
    if _PERSIAN_TURNS.search(tail) or _inside_brackets(head):
        return False
    is_persian = bool(re.search("[آ-ی]", head))
    if len(head.split()) < _FEWEST_WORDS or _OPENS_A_CONDITION.match(head) or _LOOSE_END.search(head):
        return False
    if not is_persian and not HAS_VERB.search(head):
        return False
    return not _ends_in_a_list(head) and all(not one.search(head) or two.search(head) for one, two in _PAIRS)


def _inside_brackets(head: str) -> bool:
    return any(head.count(opening) != head.count(closing) for opening, closing in ("()", "[]", "“”", "«»"))


def _ends_in_a_list(head: str) -> bool:
    """Return whether the last words of `head` look like an item of a list that goes on: `fever, pain`."""
    before, comma, last = head.rpartition(",")
    return bool(comma and before) and len(last.split()) < _FEWEST_WORDS_OF_A_CLAUSE


def _closed(head: str) -> str:
    return head.rstrip(" ,;:،؛.–—-") + "."
