"""Write out the abbreviations of a sentence that its abstract explains, as in `mesenchymal stem cell (MSC)`."""

import re
from collections.abc import Mapping

_DEFINED = re.compile(r"\((?P<short>[A-Za-z][A-Za-z\d]*(?:[-/][A-Za-z\d]+)*)(?:[;,][^()]{0,60})?\)")
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{3,6}s?(?![\w-])")
_WORD = re.compile(r"[^\s(),;:.]+")
_QUOTE = re.compile('["“”«»]')
_WELL_KNOWN_TEXT = """
DNA RNA mRNA HIV AIDS COVID-19 SARS-CoV-2 MRI CT PCR UK US USA WHO EU IQ PTSD ADHD
"""
_WELL_KNOWN = frozenset(_WELL_KNOWN_TEXT.split())
_MOSTLY_KNOWN_TEXT = """
BMI ECG EEG HPV HBV HCV ICU IVF NHS FDA GP ATP pH PET GIS LED GPS CRISPR UV NASA PM2.5 PM10 CO2 MD PhD BRCA1 BRCA2
HbA1c LDL HDL NSAID NSAIDs STI STIs MRSA E-health eHealth mHealth II III IV TB CPR UNESCO UN CD4 CD8
"""
_MOSTLY_KNOWN = _WELL_KNOWN | frozenset(_MOSTLY_KNOWN_TEXT.split())
"""What a reader can be trusted with where the abstract does not spell it out."""
_PLAIN_WORDS_TEXT = """
abdominal active acute adult adverse airway allergic antimicrobial arterial atrial autism average basal
bipolar birth blood body bone brain breast cardiac cardiovascular cerebral cervical chronic clinical cognitive
computed congenital coronary critical cystic deep diabetic diastolic early emergency endothelial end
epithelial essential fatty forced functional gastric general genetic gestational health healthcare heart
hepatic high human idiopathic inflammatory intensive intracranial intravenous ischemic hereditary juvenile late left
liver long low lung machine magnetic major maternal mean mental mesenchymal metabolic mild minimally motor
multicriteria multiple myocardial natural neonatal non nonalcoholic obsessive obstructive optical oral ovarian
oxidative
patient percutaneous peripheral polycystic positron premature preterm primary prostate public pulmonary
quality quantitative randomized red regular renal respiratory rheumatoid right secondary severe sexual short
single skin sleep social spinal squamous standard sudden systemic systolic total traditional traumatic type
ulcerative upper urinary venous visual white
"""
_PLAIN_WORDS = frozenset(_PLAIN_WORDS_TEXT.split())
"""Words that begin the names of diseases and methods, and are nobody's name."""

_BEGINS_NO_NAME = re.compile(
    r"(?:from|of|for|in|on|and|or|the|an?|to|with|by|at|as|is|are|was|were)\b", re.IGNORECASE
)
"""A word that a name goes on with, and never begins with: what follows it is half a name."""

_REACH = 300
"""Characters before a bracket that may hold what it abbreviates."""

_SHORTEST_SHORT, _LONGEST_SHORT = 2, 10
_SOUNDS_AS_CONSONANT = re.compile(r"(?:uni|use|usu|eu|one|ur[aeio]|ut[ei])", re.IGNORECASE)
_SOUNDS_AS_VOWEL = re.compile(r"[aeiou]|hour|honest|heir", re.IGNORECASE)
_NO_PLAIN_PLURAL = ("s", "x", "y", "z", "ch", "sh", "is")

_NOUN_AFTER = re.compile(
    r" (?:\w+(?:tion|sion|sis|ment|ity|ness|ance|ence|genesis)s?|therap(?:y|ies)|levels?|patients?|cells?|use"
    r"|treatment|rates?|scores?"
    r"|groups?|models?|responses?|cases|symptoms|mice|genes?|proteins?|risk|values?|systems?|users?|care|samples?|data)\b"
)
"""A noun right after an abbreviation, which then says what kind: `OMV biogenesis`."""
_HAS_PREPOSITION = re.compile(r" (?:in|of|with|for|from|by|at|on|to) ")
_OF_ONE = re.compile(
    r"(?:^|\s)(?:an?|one|each|every|another|either|this|that)(?: \w+(?:al|ed|ic|ive|ew))? $", re.IGNORECASE
)
_PLAIN_PLURAL = re.compile(r"[a-z]{3}(?<!s)(?<!u)(?<!i)s$")


def definitions(text: str, title: str = "") -> dict[str, str]:
    """Return the abbreviations that a text explains in brackets, each with what it stands for.

    Its `title` may show, as the text itself, that words which began a sentence are no name.

    One that is explained twice, and differently, is left out, and so are those that everybody knows.
    """
    found: dict[str, str] = {}
    unsure: set[str] = set(_WELL_KNOWN)
    for bracket in _DEFINED.finditer(text):
        short = bracket["short"]
        long = _long_form(text[max(0, bracket.start() - _REACH) : bracket.start()], short, f"{text} {title}")
        if long and found.setdefault(short, long).lower() != long.lower():
            unsure.add(short)
    return {short: long for short, long in found.items() if short not in unsure}


def spelt_out_in(title: str, text: str) -> dict[str, str]:
    """Return the abbreviations of a text whose words stand in its title, `diffuse large B-cell lymphoma` for DLBCL.

    Every word of the long form must give its first letter, so that no other words of the title are taken for it.
    """
    found = definitions(title)
    shorts = {each for each in _CAPITALS.findall(text) if each not in _MOSTLY_KNOWN}
    for short in sorted(shorts - {*found} - {*_CAPITALS.findall(title)}):
        letters = short.removesuffix("s").lower()
        for end in [*(each.start() for each in re.finditer(r"[\s:,;.?]", title)), len(title)]:
            long = _long_form(title[:end], short, text)
            initials = [word[0].lower() for word in long.split()]
            rest = iter(letters)
            if len(initials) > 1 and len(initials) >= len(letters) - 1 and all(each in rest for each in initials):
                found.setdefault(short, long.lower() if long.lower() in text else long)
    return found


def is_well_known(short: str) -> bool:
    """Return whether most readers know an abbreviation that nobody has spelt out."""
    return all(part in _MOSTLY_KNOWN for part in short.split("/"))


def written_out(sentence: str, meanings: Mapping[str, str], longest: int) -> str:
    """Return the sentence with its abbreviations in full, as far as it stays within `longest` characters.

    One that comes again keeps its short form in brackets after the long one; one that the sentence itself explains
    stays as it is.
    """
    for short, long in meanings.items():
        changed = _with_meaning(sentence, short, long)
        if len(changed) <= longest:
            sentence = changed
    return sentence


def _with_meaning(sentence: str, short: str, long: str) -> str:
    plural = not short.endswith("s") and not long.lower().endswith(_NO_PLAIN_PLURAL)
    pattern = re.compile(rf"(?<![\w/-])(?:(?P<article>[Aa]n?) )?{re.escape(short)}(?P<plural>s?)(?![\w/-])")
    places = [place for place in pattern.finditer(sentence) if not place["plural"] or plural]
    if not places or long.lower() in sentence.lower() or f"({short}" in sentence:
        return sentence
    first = places[0]
    if first.start() and long[:1].isupper() and long[1:2].islower() and not long.istitle():
        return sentence  # it began a sentence where it was explained, and may or may not be a name
    long = _in_number(long, sentence[: first.start()], sentence[first.end() :]) if not first["plural"] else long
    if not long:
        return sentence
    words = long + (first["plural"] if plural else "")
    if first["article"]:
        words = f"{_article(long, like=first['article'])} {words}"
    if len(places) > 1:
        words += f" ({short}{first['plural']})"
    if first.start() == 0:
        words = words[:1].upper() + words[1:]
    return sentence[: first.start()] + words + sentence[first.end() :]


def _in_number(long: str, before: str, after: str) -> str:
    """Return the long form as its place asks: one thing after `one`, and before a noun that it tells more of.

    Nothing where it cannot stand there: `cold hypersensitivity in the hands patients`.
    """
    before_noun = bool(_NOUN_AFTER.match(after))
    if before_noun and _HAS_PREPOSITION.search(long):
        return ""
    if not (before_noun or _OF_ONE.search(before)) or not _PLAIN_PLURAL.search(long):
        return long
    return f"{long[:-3]}y" if long.endswith("ies") else long[:-1]


def _article(word: str, *, like: str) -> str:
    is_vowel = _SOUNDS_AS_VOWEL.match(word) and not _SOUNDS_AS_CONSONANT.match(word)
    return like[0] + ("n" if is_vowel else "")


def _long_form(before: str, short: str, text: str) -> str:
    """Return the words right before an abbreviation that have its letters, found from its last one back."""
    letters = [letter.lower() for letter in short.removesuffix("s") if letter.isalnum()]
    if not (_SHORTEST_SHORT <= len(letters) <= _LONGEST_SHORT and any(letter.isupper() for letter in short)):
        return ""
    sentence = re.split(r"[.;:?!]\s|[()]", before)[-1].rstrip()
    starts = [word.start() for word in _WORD.finditer(sentence)][-min(len(letters) + 5, 2 * len(letters)) :]
    if not starts:
        return ""
    place = len(sentence)
    for number, letter in reversed(list(enumerate(letters))):
        place -= 1
        while place >= starts[0] and not (
            sentence[place].lower() == letter and (number or not sentence[place - 1 : place].isalnum() or not place)
        ):
            place -= 1
        if place < starts[0]:
            return ""
    long = sentence[place:]
    if (
        not (len(long) > len(short) and " " in long)
        or "," in long
        or _QUOTE.search(long)
        or _BEGINS_NO_NAME.match(long)
    ):
        return ""
    return long if place or not long[:1].isupper() else _lowered(long, text)


def _lowered(long: str, text: str) -> str:
    """Return words that began a sentence as within one, where the text or a list of plain words shows how."""
    word, _, rest = long.partition(" ")
    lower = word[:1].lower() + word[1:]
    is_plain = lower in _PLAIN_WORDS or re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", text)
    return f"{lower} {rest}" if is_plain and not word[1:2].isupper() and not rest[:1].isupper() else long
