"""Find how a study was done, and on how many people, in what its title and abstract say of themselves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from announcer.core.text.letters import caseless, is_mostly_right_to_left

_NOT = r"(?<![Nn]on-)(?<![Nn]on )(?<!NON-)(?<!quasi-)(?<!quasi )(?<![Nn]on)"
_RANDOM = rf"{_NOT}(?:(?:cluster|individually|block)[- ])?randomi[sz]ed"
_TRIAL_WORD = (
    r"(?:(?:,? ?|-)(?:placebo[- ]controlled|controlled|clinical|comparative|parallel(?:[- ]group)?|cross-?over"
    r"|field|pilot|feasibility|prospective|multi-?cent(?:er|re)|(?:single|double|triple)[- ]blind(?:ed)?"
    r"|open[- ]label|phase [1-4IV/ab]{1,4}|superiority|non-?inferiority|equivalence|cluster|and|community"
    r"|intervention))"
)
_DESIGNS: Mapping[str, str] = {
    "protocol": (
        r"(?:study|trial|review) protocol|protocols? (?:for|of) (?:an? |the )?(?:[\w-]{1,20} ){0,6}"
        r"(?:trials?|study|studies|reviews?|meta-?analys[ie]s|evaluation|survey|cohort)"
        r"|(?<=[:.–—-] )(?:an? |the )?(?:[\w-]{1,20} ){0,3}protocol(?=\s*$| (?:for|of)\b)"
        r"|پروتکل (?:مطالعه|کارآزمایی)"
    ),
    "scoping_review": r"scoping review|مرور دامنه[\u200c ]?ای",
    "systematic_review": (
        r"systematic(?: literature)? review(?: and meta-?analysis)?|umbrella review"
        r"|مرور(?:ی)? (?:نظام[\u200c ]?مند|سیستماتیک)"
    ),
    "meta_analysis": r"(?:network )?meta-?analysis|فرا[\u200c ]?تحلیل|متا[\u200c ]?آنالیز",
    "guideline": (
        r"practice guidelines?|guidelines? (?:for|on|of)|guidelines?(?=:| \d{4}$)|consensus (?:statement|guideline)"
        r"|راهنمای بالینی"
    ),
    "case_series": r"case series|سری موارد",
    "case_report": r"case reports?|a case of|a report of (?:a|one) case|report of a case|گزارش (?:یک )?مورد(?:ی)?",
    "randomised_trial": (
        rf"{_RANDOM}{_TRIAL_WORD}{{0,5}}[ -](?:trial|study)|RCT"
        r"|کارآزمایی (?:بالینی )?(?:کنترل شده )?(?:ی )?تصادفی(?:[\u200c ]سازی شده)?"
    ),
    "case_control": r"case[- ]control(?:led)?(?: study| design)?|مورد[- \u2013]?[\u200c ]?شاهدی",
    "cohort": (
        r"(?:cohort|follow-up) study|(?:prospective|retrospective|birth|population-based|nationwide) cohort"
        r"|کوهورت|هم[\u200c ]?گروهی"
    ),
    "cross_sectional": (
        r"cross[- ]sectional(?: \w{1,20}){0,2} (?:study|survey|analysis|design)|cross[- ]sectional"
        r"|(?:توصیفی[- \u2013]?\s?)?مقطعی"
    ),
}
"""Designs by how they are called, the one that decides first; each has its words in templates/phrases."""
NAMES = tuple(_DESIGNS)
_SIGNS = (
    *("review", "meta-anal", "metaanal", "case series", "randomi", "rct", "case-contr", "case contr", "cohort"),
    *("follow-up study", "cross-section", "cross section"),
)
"""One of these, in small letters, is in every English design that an abstract may name; each is soon found."""

_ITSELF = (
    r"(?:\b(?:this|our|present|current)\b"
    r"|\bwe (?:have )?(?:conducted|performed|did|carried out|undertook|present|designed)\b"
    r"|\b(?:was|is) (?:an?|designed as)\b|\b(?:design|methods?|methodology)\b[^.:\n]{0,25}[:.]"
    r"|این مطالعه|این پژوهش|مطالعهٔ حاضر|(?:روش|مواد)[^.:]{0,20}:)"
)
_OF_OTHERS = (
    "from|of|on|by|into|as|previous|earlier|informed|following|based|that|using|uses?|few|to|after|within|for|nested"
    "|search|searched|included|other|recent|post|secondary|subset|no|not|further"
)
_GAP = rf"\s*(?:in (?:an?|this) )?(?:(?!(?:{_OF_OTHERS})\b)[^\s.;:()]{{1,25}}\s){{0,6}}"
_NOT_ITSELF = (
    r"(?!\w| (?:sample|data|criteria|participants|cohort|by|method)"
    r"| and (?:\w{1,20} ){0,2}(?:interviews?|surveys?|workshops?|focus|delphi|consensus|model\w{0,4}))"
)
_FURTHEST_BACK = 200
_ONLY_IN_TITLE = {"case_report", "guideline", "protocol"}
_NEGATED = re.compile(r"\bnon[- ]$", re.IGNORECASE)
_ABOUT_GUIDELINES = re.compile(
    r"\b(?:to|with|of|from|by|after|against|under|on|about|using|following|into|between|and|than|per|beyond|versus|vs|do"
    r"|does|how|why|which|new|current)\b[^:;.?]*$",
    re.IGNORECASE,
)
"""What leads to guidelines that a paper is about: `Adherence to guidelines for …` is none itself."""
_CASE = re.compile(
    r"\b(?:this|present) case report\b"
    r"|\bwe (?:here(?:in)? )?(?:report|describe|present) (?:an?|the|one) "
    r"(?:(?!(?:to|of|for|in|on|from|with|by|and|application|method|model) )[^\s.;:]{1,20} ){0,4}case"
    r"(?!\w|-| (?:stud|series|example|scenario|mix|definition|law|for))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How a study was done, and the record's own words for it."""

    name: str
    words: str


def design(title: str, abstract: str) -> Design | None:
    """Return the study's design: what the title calls it, else what the abstract says of the study itself."""
    in_title = [found for found in _IN_TITLE.finditer(title) if _is_its_own(found)]
    if in_title:
        return _first(in_title)
    words = caseless(abstract)
    if case := _CASE.search(abstract) if "case" in words else None:
        return Design(name="case_report", words=case.group())
    if not (any(sign in words for sign in _SIGNS) or is_mostly_right_to_left(abstract)):
        return None
    return _first([found for found in _IN_ABSTRACT.finditer(abstract) if _is_of_itself(found)])


def _first(found: list[re.Match[str]]) -> Design | None:
    """Return the design that decides first."""
    best = min(found, key=lambda each: NAMES.index(str(each.lastgroup)), default=None)
    return Design(name=str(best.lastgroup), words=best.group()) if best else None


def _is_its_own(found: re.Match[str]) -> bool:
    """Return whether a title calls the paper itself so."""
    before = found.string[: found.start()]
    is_about = found.lastgroup == "guideline" and _ABOUT_GUIDELINES.search(before)
    return not (_NEGATED.search(before) or is_about)


def _is_of_itself(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - _FURTHEST_BACK) : found.start()]
    return bool(_SAYS_OF_ITSELF.search(before))


def _named(patterns: Mapping[str, str], after: str) -> re.Pattern[str]:
    words = "|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items())
    return re.compile(rf"(?<![\w-])(?:{words}){after}", re.IGNORECASE)


_IN_TITLE = _named(_DESIGNS, r"(?!\w)")
_IN_ABSTRACT = _named({name: words for name, words in _DESIGNS.items() if name not in _ONLY_IN_TITLE}, _NOT_ITSELF)
_SAYS_OF_ITSELF = re.compile(rf"{_ITSELF}{_GAP}$", re.IGNORECASE)
