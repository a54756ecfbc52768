"""Write a title in capitals as a sentence, where the abstract's own spelling and a word list make it safe."""

import re

from announcer.core.publications.publication import Publication
from announcer.core.text.richtext import Rich
from announcer.core.text.styled import StyledText

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PLAIN_TEXT = """
about academy action actions acute adolescence adults advances aetiology after aging air among an anaemia
anaesthesia analysis anatomy and anemia anesthesia animals approach are arthritis as assessment associated
association asthma at ataxia bacteria based before between birds birth blood bone brain burns by cancer cancers
carcinoma care case cell cells changes childhood children cholera chronic cirrhosis clinic clinical cohort
comparative comparison computer congenital control controlled cord cross data death determination development
diabetes diagnosis diagnostic diet disease diseases disorder disorders does drug drugs during education effect
effectiveness effectivity effects efficacy energy epidemiology epilepsy equation equations etiology evaluation
evidence experience experimental factors family fever findings fish following food for fracture fractures from
function functions fungi future gene general genes genetic group growth health heart hepatitis hereditary hernia
high history hospital hospitals how hypertension impact in increased infancy infant infants infection infections
influence information injuries injury insects integral into investigation is its kidney labor large leprosy levels
light linear liver long low lung malaria management mathematical measurement mechanism mechanisms medical medicine
men mental method methods milk model molecular mortality muscle nature nephritis nerve new no non nonlinear not
notes numerical nursing nutrition observations of old on optimal or origin outcome outcomes over pain pathology
patient patients physician physicians physiology plants pneumonia poisoning poliomyelitis population practice
predictors pregnancy present pressure prevalence prevention principles problem problems prognosis progress
properties prospective protein proteins psychiatric psychology quality radiation randomised randomized rate
reaction reactions recent reduced regulation relation relationship remarks report response results retrospective
review risk role school schools sectional series severe shock short skin small social society soil some sound
special spinal stability statistical stroke structure studies study surgeon surgeons surgery surgical survival
syndrome system systematic systems teaching temperature term than the their theorem theoretical theory therapy
through tissue tissues to toxicity treatment treatments trial tuberculosis tumor tumors tumour tumours ulcer under
university use using vaccination vaccine variation versus via virus viruses was water what when which who with
within without women wounds young
"""
_PLAIN_WORDS = frozenset(_PLAIN_TEXT.split())
"""Words that are no names and no abbreviations, whatever the paper is about."""
_FEWEST_WORDS = 3
_LONG_WORD = 6
"""Letters from which even two words in capitals are no abbreviations."""


def is_in_capitals(title: str) -> bool:
    """Return whether a title of three words, or two long ones, has no small letter; `DNA, PCR` is not shouting."""
    words = [word for word in _WORD.findall(title) if len(word) > 1 and word.lower() != word.upper()]
    are_enough = len(words) >= _FEWEST_WORDS or (len(words) > 1 and all(len(word) >= _LONG_WORD for word in words))
    return are_enough and all(word.isupper() for word in words)


def readable_title(publication: Publication, title: Rich) -> Rich:
    """Return a title in capitals as a sentence; as it is where a word of it may be a name or an abbreviation."""
    if not is_in_capitals(title.plain):
        return title
    text = StyledText.of(title)
    abstract = publication.abstract.plain if publication.abstract else ""
    spellings = _spellings(abstract)
    words = list(_WORD.finditer(text.text))
    written = [_written(words, place, spellings) for place in range(len(words))]
    if not all(written):
        return title
    letters = list(text.text)
    for found, word in zip(words, written, strict=True):
        letters[found.start() : found.end()] = word
    first = words[0].start()
    letters[first] = letters[first].upper()
    return StyledText("".join(letters), text.styles).rich


def _spellings(abstract: str) -> dict[str, set[str]]:
    """Return how an abstract spells each of its words, but for the capitals that begin its sentences."""
    spellings: dict[str, set[str]] = {}
    for found in _WORD.finditer(abstract):
        word = found.group()
        begins = abstract[: found.start()][-2:].strip(' ("“') in {"", ".", ":", "?", "!"}
        if not (begins and word.istitle()):
            spellings.setdefault(word.upper(), set()).add(word)
    return spellings


def _written(words: list[re.Match[str]], place: int, spellings: dict[str, set[str]]) -> str:
    """Return a word as a sentence has it; empty where nothing tells."""
    word = words[place].group()
    if len(word) == 1:
        before = words[place - 1].group().lower() if place else ""
        return "a" if word == "A" and before in _PLAIN_WORDS else word
    known = {each for each in spellings.get(word, ()) if len(each) == len(word)}
    if word.lower() in known or word.lower() in _PLAIN_WORDS:
        return word.lower()
    return known.pop() if len(known) == 1 else ""
