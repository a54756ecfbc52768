"""Find how many people were studied, where an abstract gives one number for them and no other says otherwise."""

import re
from dataclasses import dataclass

_PEOPLE = (
    r"(?:patients|participants|adults|women|men|children|girls|boys|volunteers|infants|neonates|newborns|adolescents"
    r"|individuals|people|persons|students|mothers|nurses|respondents|residents|workers|physicians|pregnancies"
    r"|schoolchildren|elderly|seniors|teachers|subjects|outpatients|inpatients|survivors|athletes|veterans|teenagers|employees)"
)
_NUMBER = r"(?P<number>\d{1,3}(?:[, \u00a0\u2009]\d{3}){1,2}|\d{2,7})"
_NO_ADJECTIVE = "in|of|and|or|from|to|for|with|were|was|per|years?|months?|weeks?|days?|hours?|out|planned|expected"
_ADJECTIVE = rf"(?:(?!(?:{_NO_ADJECTIVE})\b)[^\s.,;:()%]{{1,20}}\s){{0,3}}"
_MENTION = re.compile(rf"(?<![\d.,/\u2013-]){_NUMBER}(?![%\d]) {_ADJECTIVE}{_PEOPLE}\b", re.IGNORECASE)
_WORDED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty"
    rf"|seventy|eighty|ninety|hundred|thousand|million)(?:-\w{{3,5}})?\s{_ADJECTIVE}{_PEOPLE}\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:a total of|total of|sample of|cohort of|series of|consisted of|comprised|included|enrolled|recruited"
    r"|studied|randomi[sz]ed|surveyed|interviewed|examined|analy[sz]ed|among|we followed|data (?:from|on|of)"
    r"|records of|study of|survey of|trial of|analysis of)"
    r"|(?:participants|subjects|patients|population|methods?|setting|sample)[^.:]{0,25}:)"
    r"\s*(?:all |the )?(?:consecutive )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[^.;:]{0,90}?\b(?:were|was) (?:(?:then|also|prospectively|retrospectively|randomly|consecutively) )?"
    r"(?:enrolled|recruited|included|randomi[sz]ed|studied|surveyed|interviewed|examined|analy[sz]ed|assigned"
    r"|investigated|evaluated|selected)",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"[^.;:]{0,60}?\b(?:in (?:the|each|both) [\w -]{0,30}(?:group|arm)|per group|each|screened|invited|excluded"
    r"|eligible|approached|died|dropped|controls|comparison|versus|vs)\b|\s*(?:\([^()]{0,40}\) )?and \d"
    r"|\s(?:[^.;:]{0,40}? )?(?:and|with) (?:their|both|one of their) (?:\w{1,20} )?(?:caregivers?|carers?|parents?"
    r"|mothers?|fathers?|famil(?:y|ies)|partners?|spouses?|husbands|wives|children|infants?|babies|newborns?|relatives"
    r"|peers|teachers|siblings|offspring)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\bcontrols\b|\bcontrol subjects\b|\b(?:healthy|matched|comparison) "
    r"(?:subjects|volunteers|individuals|persons|people|group|children|women|men|adults)\b",
    re.IGNORECASE,
)
"""People beside those that a total counts."""
_PERSIAN = re.compile(
    r"(?:روی|تعداد|شامل|از)\s(?P<number>[۰-۹]{2,6})\s"
    r"(?:نفر|بیمار|زن|مرد|کودک|دانشجو|دانش[\u200c ]آموز|پرستار|مادر|سالمند)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """How many people a study counted, and the record's own words for it."""

    number: int
    words: str


def people(abstract: str) -> People | None:
    """Return how many people were studied, or None where the abstract does not say so in one place.

    It does not where two places give two numbers, or where a group's number or a larger one stands beside it.
    """
    found = list(_MENTION.finditer(abstract))
    totals = [match for match in found if _is_total(match)]
    persian = list(_PERSIAN.finditer(abstract))
    if len({_value(match) for match in (*totals, *persian)}) != 1:
        return None
    total = (*totals, *persian)[0]
    if (
        any(_value(match) > _value(total) for match in found)
        or _COMPARED.search(abstract)
        or _WORDED.search(abstract)
    ):
        return None
    return People(number=_value(total), words=" ".join(total.group().split()))


def _is_total(found: re.Match[str]) -> bool:
    text, start, end = found.string, found.start(), found.end()
    if _PARTLY.match(text, end):
        return False
    return bool(_BEFORE.search(text, max(0, start - 80), start) or _AFTER.match(text, end))


def _value(found: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", found["number"]))
