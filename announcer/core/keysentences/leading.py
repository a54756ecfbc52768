"""Decide whether a sentence may lead a post: it states a finding in plain terms, and says what it is about."""

import re
from dataclasses import dataclass
from functools import lru_cache

from announcer.core.keysentences.empty_statements import says_nothing_new
from announcer.core.keysentences.trifles import is_of_figures
from announcer.core.keysentences.weaknesses import names_subject
from announcer.core.text.letters import folded, is_mostly_right_to_left

_STEM = 5
_LEAST_LETTERS = 3
_ENOUGH_NAMED = 3
"""Words of its title that a sentence has which says by itself what its paper is about, of however long a title."""
_NAMED_WITHOUT_A_DOUBT = 4
"""The same, where the title says besides whom was studied, and the sentence does not."""

_TOO_GENERAL_TEXT = """
about according across activity adjusted adults after among analyse analysi analysis analyz analyzi and approa
approach assess assessing associated association based baseline before between case case-control cases cause
characteri clinic clinical cohort comparative compared comparing comparison comprehensive control controlled
countries country cross-sectional current data day days descriptive design detailed determin determinants
determining development differences different disease double double-blind during early effect effective
effectiveness effects efficacy emerging estimat estimating evaluat evaluating evaluation evidence experience
experimental exploratory factors feasibility findings first following for from global group groups health high
how identify identifying impact implications improving individual individuals influence initial insights
intervention into investigat investigating large level levels like literature long long-term longitudinal
major management measurement measuring mechanism meta meta-analysis method methods mixed model models month
months multicenter multiple narrative national network new next novel observational open outcome outcomes over
overview patient patients people perspective phase pilot population possible potential practice preliminary
prevalence problem process prospective protocol qualitative quantitative random randomised randomized rate
recent relation relationship report research response results retrospective review risk role scoping second
series short short-term significance single some state status strategies strategy studies study survey
syndrome system systematic test testing that the their theory therapy through time to today toward towards
treatment trends trial trials two understanding update use used using value variation versus via week weeks
what when which with within without world worldwide years
"""
_TOO_GENERAL = frozenset(word[:_STEM] for word in _TOO_GENERAL_TEXT.split())
"""Beginnings of words of titles that say nothing of what a paper is about."""

_POPULATIONS = {
    "children": r"child\w*|pa?ediatric\w*|p(?:a?)ediatrics|school\w*|kids|boys|girls",
    "adolescents": r"adolescen\w*|teen\w*|youth\w*|young \w+",
    "infants": r"infan\w*|neonat\w*|newborn\w*|preterm|babies|prematur\w*",
    "women": r"wom[ae]n\w*|female\w*|mother\w*|maternal|pregnan\w*|girls",
    "men": r"m[ae]n|male\w*|father\w*|boys",
    "the old": r"elder\w*|older|geriatric\w*|age[ds]|ag(?:e)?ing|senior\w*|nursing home\w*",
    "students": r"student\w*|pupils|trainee\w*|undergraduate\w*|residents",
    "staff": r"nurse\w*|physician\w*|doctor\w*|workers?|employees|staff|midwi\w*|teacher\w*|personnel|clinicians",
    "athletes": r"athlet\w*|player\w*|football\w*|runner\w*|sport\w*",
    "veterans": r"veteran\w*|soldier\w*|militar\w*",
    "mice": r"mice|mouse|murine|rodent\w*|animal\w*",
    "rats": r"rats?|rodent\w*|animal\w*",
    "fish": r"fish\w*|trout|salmon|zebrafish|carp",
    "livestock": r"cattle|cows?|dair\w*|sheep|goats?|pigs?|poultry|chickens?|broilers?|animal\w*|livestock",
    "dogs": r"dogs?|canine\w*|animal\w*",
    "plants": r"plants?|seedling\w*|crops?|arabidopsis|wheat|rice|maize",
    "bacteria": r"bacteri\w*|gram-(?:negative|positive)|microb\w*|[a-z]\. [a-z]+|staphylo\w*|escherichia|coli",
}
"""Who or what a title may say it studied, and by what words a sentence says so too."""
_SOUGHT = tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in _POPULATIONS.values())

_CLEAR = re.compile(
    # more or less than something else
    r"\b(?:higher|lower|greater|larger|smaller|longer|shorter|fewer|better|worse|poorer|richer"
    r"|milder|deeper|wider|faster|slower|older|younger|earlier"
    r"|later|stronger|weaker|more|less)\b(?=.*\b(?:than|compared|versus|vs|in|with|among|for"
    r"|likely|after|before|during|by|at|when)\b)"
    r"|\b(?:similar|comparable|equal|equivalent|superior|inferior|identical)(?: to\b| in\b|,)|\bas \w+ as\b"
    r"|\boutperform"
    r"|\bexceed(?:s|ed)?\b|\b(?:no|not|without) (?:\w+ ){0,4}(?:effects?|differ\w*|associat\w*|chang\w*|correlat\w*"
    r"|improv\w*|evidence|increas\w*|reduc\w*|influenc\w*|affect\w*|benefits?|relat\w*|link\w*|impact)\b"
    r"|\d\S* (?:[\w/]+ ){0,2}(?:higher|lower|longer|shorter|larger|smaller|more|less|fewer)\b"
    # a change, an effect or a cause
    r"|\b(?:increas|decreas|reduc|improv|declin|doubl|tripl|halv|enhanc|impair|worsen|attenuat|alleviat|ameliorat"
    r"|suppress|inhibit|prevent|protect|accelerat|delay|prolong|shorten|slow|promot|induc|mediat|trigger|activat"
    r"|restor|disrupt|eliminat|strengthen|reinforc|diminish|elevat|hasten|restrict|boost|rais|lower)(?:e?d|e?s)\b"
    r"|\b(?:may|might|can|could|to|will|did|does|do|not|effectively|significantly|strongly|likely|markedly)"
    r" (?:not )?"
    r"(?:increase|decrease|reduce|improve|enhance|impair|worsen|attenuate|alleviate|ameliorate|suppress|inhibit"
    r"|prevent|protect|accelerate|delay|prolong|promote|induce|mediate|trigger|restore|disrupt"
    r"|lower|raise|increase|replace|halve|double|cut"
    r"|stand|affect|influence|cause|reinforce|predict|differ|explain)\b"
    r"|(?<!to )\b(?:reduce|improve|prevent|protect|inhibit|enhance|suppress|induce|promote|impair|alleviate"
    r"|attenuate|lower|mediate|accelerate|worsen|restore|predict|affect|influence|cause|raise|shorten|prolong"
    r"|trigger|drive|(?:increase|decrease)(?! (?:in|of)\b))\b"
    r"|\b(?:rose|fell|grew|shrank|dropped|climbed|peaked|halved|survived|died|healed|recovered|cut|cuts)\b"
    r"|\b(?:twice|\w+ times) as\b|\b(?:often|rarely|seldom|frequently|always|never|usually) \w+(?:ed|en)\b"
    r"|\b(?:reduction|increase|decrease|improvement|decline|rise|fall|drop|growth|loss|gain)s? (?:in|of)\b"
    r"|\b(?:causes?|caused|results? in|resulted in|leads? to|led to|due to|caused by|driven by|responsible for"
    r"|depends? on|depended on|influenced by|affected by|determined by|accounts? for|accounted for|affects?"
    r"|affected"
    r"|influences?|influenced|contributes? to|contributed to|explains?|explained|drives?|drove|limits?|limited"
    r" by)\b"
    # what goes with what
    r"|\b(?:associated|correlated?s?|linked|related|co-?occur\w*) (?:\w+ )?(?:with|to)\b"
    r"|\b(?:association|correlation|link|relationship)s? (?:\w+ )?(?:between|of|with)\b(?=.*\b(?:found|showed"
    r"|was|were"
    r"|is|are|exists?)\b)"
    r"|\bpredict(?:s|ed|ors?|ive)\b|\brisk factors?\b|\b(?:risk|odds|likelihood|probability) of\b"
    # how well, how much, how often
    r"|\b(?:in)?effective(?:ly)?\b|\befficacious\b|\bsafe(?:ly)?\b|\bwell[- ]tolerated\b|\bbenefi(?:t(?:s|ed)?"
    r"|cial)\b"
    r"|\b(?:small|moderate|large|strong|positive|negative|adverse|significant|beneficial|major|substantial|marked"
    r"|pronounced) (?:\w+ ){0,3}(?:effects?|impacts?|influences?|differences?|associations?|correlations?|roles?)\b"
    r"|\d\s?%|\d\s?per cent|\b\d+(?:\.\d+)?[- ]fold\b|\b\d+ (?:out )?of (?:the )?\d+\b|\bone[- ](?:third|quarter"
    r"|fifth"
    r"|half|in \w+)\b|\b(?:half|two-thirds|three-quarters|a third|a quarter|most) of\b"
    r"|\b(?:most|least) (?:common|frequent|prevalent|effective|important|likely|often|accurate|sensitive"
    r"|abundant)\b"
    r"|\b(?:is|are|was|were|remains?) (?:\w+ ){0,2}(?:common|rare|prevalent|frequent|abundant|widespread|scarce"
    r"|unlikely|insufficient|inadequate|sufficient|possible|feasible|accurate|reliable|valid|promising|different"
    r"|low|high|poor|good|excellent|cheap|sound|suitable|adequate|missed|overlooked|resistant"
    r"|susceptible|sensitive|stable|heritable|conserved|required|present"
    r"|absent|detected)\b"
    r"|\b(?:has|have|had|showed|shows?|demonstrated) (?:an? )?(?:\w+ ){0,2}(?:good|acceptable|high|low|poor"
    r"|excellent"
    r"|adequate|moderate|strong|limited) (?:\w+ ){0,3}(?:reliability|validity|accuracy|sensitivity|specificity"
    r"|agreement"
    r"|consistency|efficacy|quality|performance|compliance|adherence|tolerability|safety|knowledge|prevalence)\b"
    r"|\b(?:important|strong|independent|major|main|primary|key|powerful|dominant|significant) (?:\w+"
    r" )?(?:modulators?"
    r"|determinants?|drivers?|predictors?|sources?|causes?|reservoirs?|contributors?|regulators?|mediators?) of\b"
    r"|\bevidence (?:that|for|of|from)\b|\b(?:oldest|earliest|largest|smallest|highest|lowest|best|worst|strongest"
    r"|first (?:documented|known|recorded|evidence))\b|\bfail(?:s|ed)? to\b|\bcannot\b|\bbelongs? to\b"
    r"|\bevolv(?:ed|es)\b|\boriginat(?:ed|es)\b|\bdiffer(?:s|ed)? (?:significantly |markedly )?(?:between|from"
    r"|among|with|by)\b|\bvar(?:y|ies|ied) (?:\w+ )?(?:between|from|among|with|by|widely|considerably"
    r"|substantially)\b"
    r"|\bnot (?:\w+ ){0,2}(?:sufficient|enough|adequate|support|necessary|needed|required)\b"
    r"|\bin agreement with\b|\bconsistent with\b",
    re.IGNORECASE,
)
"""What a reader takes for news: a comparison, a direction, a cause, a share, a verdict."""

_SPECULATES = re.compile(
    r"\b(?:may|might|could) (?:also |thus |therefore )?(?:be|represent|provide|offer|constitute"
    r"|serve as) (?:an? |the )?"
    r"(?:\w+ ){0,2}(?:mechanisms?|targets?|agents?|candidates?|strateg(?:y|ies)|approach(?:es)?|tools?|avenues?"
    r"|options?|explanations?|therap(?:y|ies)|treatments?|alternatives?|benefits?)\b",
    re.IGNORECASE,
)
"""What somebody may make of a finding some day."""

_BARELY_SAFE = re.compile(
    r"(?!.*(?:\d|\b(?:may|might|appears?|seems?|suggests?|likely|patients|women|men|children"
    r"|adults|people|mice|rats|trials?"
    r"|long-term|short-term)\b(?! insecticid))"
    r")(?:\S+ ){1,4}(?:is|was|are|were) (?:both |very |completely )?safe\b",
    re.IGNORECASE,
)
"""A drug called safe flatly, without for whom, how many, or a hedge: many will take it for advice."""

_HEADLINE_VERBS = (
    r"increases|decreases|reduces|improves|enhances|impairs|worsens|attenuates|alleviates|ameliorates|suppresses"
    r"|inhibits|prevents|protects|accelerates|delays|prolongs|promotes|induces|mediates|triggers|activates|restores"
    r"|disrupts|lowers|raises|affects|influences|causes|predicts|regulates|modulates|secretes|controls|drives"
    r"|leads? to|results in|contributes? to|depends? on|reveals?|confers|requires|shapes|limits|explains"
    r"|determines|provides? evidence|correlates? with|stimulates|facilitates|blocks|abolishes|binds|targets"
    r"|exhibits"
    r"|displays|alters|sensiti[sz]es|elicits|evokes|demonstrates|outperforms|encodes|undergoes"
    r"|represents|exerts|harbou?rs|produces|mitigates|underlies|characteri[sz]es|distinguish(?:es)?|couples|enables|transforms|reshapes|amplif(?:y|ies)"
)
_HEADLINE = re.compile(
    rf"^(?!(?:how|does|do|did|is|are|can|what|why|when|which|who|where|whether|should|will)\b)(?:\S+ ){{1,16}}?"
    rf"(?:(?<!the )(?<!of )(?<!and )(?:{_HEADLINE_VERBS}) (?!of\b|in\b(?!creas|duc|flam)|and\b)\S"
    r"|(?:is|are|was|were) (?:(?:not|strongly|independently|significantly|also|highly) )?(?:associated"
    r"|correlated|linked"
    r"|related|required|essential|involved|regulated|mediated|common|effective|superior"
    r"|inferior|increased|decreased"
    r"|reduced|elevated|altered|impaired|sufficient|necessary|more|less|driven|caused"
    r"|controlled|induced|a|an|not)\b"
    r"|(?:does|do|did|cannot|can|may|could|might|should|must) (?:not )?(?:be )?[a-z]{3,})",
    re.IGNORECASE,
)

_OF_HEALTH = re.compile(
    r"\b(?:injur|attack|disease|disorder|cancer|tumou?r|carcinom|metasta|diabet|pain|syndrome"
    r"|infect|stroke|obes|depress"
    r"|anxi|memory|treat|therap|drug|surviv|prevent|protect|heal|cure|risk|antibiotic|vaccin"
    r"|fibrosis|sclerosis|asthma"
    r"|hypertens|arthrit|dementia|alzheimer|parkinson|epilep|seizure|autis|schizophren|wound|failure|damage)",
    re.IGNORECASE,
)


def promises_health(title: str) -> bool:
    """Return whether a title says what was found about a disease or its treatment: people take it for theirs."""
    return is_headline(title) and bool(_OF_HEALTH.search(title))


def states_finding(text: str) -> bool:
    """Return whether a sentence says in plain terms what was found: a comparison, a direction, a cause, a share.

    Of Persian sentences only the empty ones are told.
    """
    if says_nothing_new(text) or is_of_figures(text) or _BARELY_SAFE.match(text):
        return False
    return is_mostly_right_to_left(text) or bool(_CLEAR.search(text))


def is_headline(title: str) -> bool:
    """Return whether a title says itself what was found: `Metformin reduces …`; no sentence says it better."""
    return not title.rstrip().endswith("?") and bool(_HEADLINE.match(title.partition(": ")[0]))


def says_its_subject(text: str, title: str) -> bool:
    """Return whether a sentence says what its paper is about, so that it can stand without the title.

    It has half of the title's telling words, or three of them. Where the title names whom or what kind was studied,
    the sentence says so too, or has four; a sentence about a bare `the treatment` of many never does.
    """
    if is_mostly_right_to_left(text):  # whose endings part the words of sentence and title
        return names_subject(text, title)
    named = _named(title)
    shared = len(named.words & _subject_words(text))
    if 2 * shared < len(named.words) and shared < _ENOUGH_NAMED:
        return False
    return shared >= _NAMED_WITHOUT_A_DOUBT or all(people.search(text) for people in named.people)


def shared_with_title(text: str, title: str) -> int:
    """Return how many of its title's telling words a sentence has: the more, the nearer it is to the question."""
    return len(_named(title).words & _subject_words(text))


def is_speculation(text: str) -> bool:
    """Return whether a sentence offers what may be made of a finding in the place of it: a new drug, a target."""
    return bool(_SPECULATES.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What a title names: its telling words, and whom or what was studied."""

    words: frozenset[str]
    people: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=100)
def _named(title: str) -> _Named:
    return _Named(
        words=_subject_words(title),
        people=tuple(words for words in _SOUGHT if words.search(title)),
    )


def _subject_words(text: str) -> frozenset[str]:
    found = {word[:_STEM] for word in folded(text).split() if len(word) >= _LEAST_LETTERS and not word.isdecimal()}
    return frozenset(found - _TOO_GENERAL)
