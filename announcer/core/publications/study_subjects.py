"""Find in what a study was done, where that is not people: animals, cells, material or a computer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from announcer.core.text.letters import caseless, is_mostly_right_to_left

_ZWNJ = r"[\u200c ]?"
_MODEL = r"(?= (?:(?!(?:in|of|and|or|with|for|to|as|by|from|an?|the) )[\w-]{1,20} ){0,3}[Mm]odels?\b)"
_OF_A_BODY = (
    r"(?= (?:[\w-]{1,20} ){0,2}(?:brains?|livers?|hearts?|kidneys?|lungs?|aort\w{1,4}|hippocamp\w{1,5}|cortex"
    r"|cortices|striatum|spinal cords?|muscles?|retinas?|tissues?|pups|embryos|skin|bones?|testes|uter\w{1,4}|colon"
    r"|stomach|pancrea\w{1,5}|arter\w{1,4})\b)"
)
"""What leads from `rat` to a part of it."""
_ANIMALS: Mapping[str, str] = {
    "mice": rf"[Mm]ice|MICE|(?:[Mm]ouse|[Mm]urine)(?:{_MODEL}|{_OF_A_BODY})|(?<=in the )mouse"
    rf"|موش{_ZWNJ}(?:های?)?{_ZWNJ}(?:سوری|آزمایشگاهی)",
    "rats": rf"[Rr]ats|RATS|[Rr]at(?:{_MODEL}|{_OF_A_BODY})|(?<=in the )rat"
    rf"|موش{_ZWNJ}(?:های?|ها)?{_ZWNJ}صحرایی|رت(?:{_ZWNJ}ها(?:ی)?)?",
    "rabbits": rf"[Rr]abbits|RABBITS|[Rr]abbit{_MODEL}|(?<=in the )rabbit|خرگوش(?:{_ZWNJ}ها(?:ی)?)?",
    "guinea_pigs": rf"[Gg]uinea[- ][Pp]igs|[Gg]uinea[- ][Pp]ig{_MODEL}",
    "hamsters": rf"[Hh]amsters|[Hh]amster{_MODEL}",
    "pigs": rf"[Pp]igs|[Pp]iglets|[Mm]ini-?pigs|(?:[Pp]orcine|[Pp]iglet|[Ss]wine|[Pp]ig){_MODEL}",
    "dogs": rf"[Dd]ogs|[Bb]eagles|(?:[Cc]anine|[Dd]og){_MODEL}",
    "cats": rf"[Cc]ats|[Ff]eline{_MODEL}",
    "sheep": rf"[Ss]heep|[Ll]ambs|[Ee]wes|[Oo]vine{_MODEL}",
    "goats": rf"[Gg]oats|[Cc]aprine{_MODEL}",
    "cattle": rf"[Cc]attle|[Cc]ows|[Cc]alves|[Hh]eifers|[Bb]ovine{_MODEL}",
    "horses": rf"[Hh]orses|[Ee]quine{_MODEL}",
    "chickens": r"[Cc]hickens|[Bb]roilers|[Hh]ens",
    "quail": r"(?:[Jj]apanese|[Mm]ale|[Ff]emale|[Aa]dult|[Bb]obwhite|[Cc]oturnix) [Qq]uails?|[Qq]uails|بلدرچین",
    "monkeys": rf"[Mm]onkeys|[Mm]acaques|[Bb]aboons|[Nn]on-?human primates|(?:[Mm]onkey|[Mm]acaque){_MODEL}",
    "zebrafish": rf"[Zz]ebrafish|زبرا{_ZWNJ}فیش|گورخرماهی",
    "flies": r"Drosophila",
    "worms": r"C\. elegans|Caenorhabditis elegans",
    "animals": (
        rf"(?:[Ee]xperimental|[Ll]aboratory) [Aa]nimals|(?:[Aa]nimal|[Rr]odent){_MODEL}"
        r"|[Aa]nimals(?= were (?:randomly|divided|killed|sacrificed|euthani[sz]ed|an?esthetized)\b)"
        rf"|حیوانات آزمایشگاهی|مدل(?:{_ZWNJ}های?)?{_ZWNJ}حیوانی"
    ),
}
"""What animals are called where they are what was studied; `animals` are those that are not named."""
_NOT_OF_ANIMALS = (
    r"(?![\w-]| (?:bites?|eggs?|poison|race|monoclonal|anti\w{0,20}|serum|albumin|phantoms?|mammary tumou?r virus"
    r"|hepatitis|click\w{0,3}|cursor))"
)
_IN_TITLES: Mapping[str, str] = {
    "mice": rf"(?:[Mm]ouse|[Mm]urine){_NOT_OF_ANIMALS}",
    "rats": rf"[Rr]at{_NOT_OF_ANIMALS}(?!\W*$)|(?<=the )[Rr]at",
    "rabbits": rf"[Rr]abbit{_NOT_OF_ANIMALS}",
    "quail": rf"[Qq]uail{_NOT_OF_ANIMALS}",
    "animals": r"[Xx]enograft(?:s|ed)?|XENOGRAFTS?",
}
_CELLS_IN_TITLES: Mapping[str, str] = {
    "cells": (
        r"(?:\w{3,20}oma|[Cc]ancer|[Tt]umou?r|[Ll]euka?emi[ac]|[Ee]ndothelial|[Ee]pithelial|[Ss]mooth [Mm]uscle"
        r"|[Ss]tromal|[Gg]lial) [Cc]ells"
    )
}
"""What says so in a title alone: `sodium channels in rat neurons`, `resistance in melanoma cells`."""
_GROWN = (
    r"(?:cells|neurons|microglia|myotubes|explants|organoids|spheroids"
    r"|\w{2,20}(?:blasts|cytes|phages|phils|clasts))"
)
_CELLS_OF = (
    r"(?:[Hh]uman|[Rr]at|[Mm]ouse|[Mm]urine|[Rr]abbit|[Bb]ovine|[Pp]orcine) (?:[\w+-]{1,25} ){0,3}?"
    r"(?:\w{2,20}(?:blasts|cytes|phages|phils|clasts)|neurons|(?:endothelial|epithelial|smooth muscle|stem"
    r"|precursor|progenitor|stromal|cancer|tumou?r) cells)"
)
_CELLS: Mapping[str, str] = {
    "cells": (
        r"[Cc]ells? (?:were|was) (?:then )?(?:cultured|treated|incubated|exposed|transfected|seeded|infected|grown)"
        rf"|(?i:cultured (?:[\w+-]{{1,25}} ){{0,3}}{_GROWN})|[Tt]ransfected (?:\w{{1,20}} ){{0,2}}cells"
        rf"|(?i:primary|short-term|monolayer) cultures? of (?:[\w+-]{{1,25}} ){{0,5}}{_GROWN}"
        rf"|(?:[Cc]ell|CELL)[- ](?:lines?|LINES?|cultures?)|[Cc]ulture systems?|{_CELLS_OF}"
        rf"|(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|\d{{1,2}}) (?:[\w+-]{{1,25}} ){{0,3}}cell lines"
        r"|(?:(?!CD\d|Th\d)[A-Z][A-Za-z]{0,4}-?\d{1,4}\w{0,3}|HeLa|Caco-2|HEK ?293T?) cells"
        rf"|رده{_ZWNJ}(?:های?|ی)?{_ZWNJ}سلولی|کشت سلول"
    ),
    "in_vitro": rf"[Ii]n[- ][Vv]itro(?!-? ?(?:[Ff]ertili|[Mm]atur))|IN VITRO(?! FERT)|برون{_ZWNJ}تنی",
}
_COMPUTER: Mapping[str, str] = {
    "in_silico": (
        r"[Ii]n[- ][Ss]ilico|[Mm]olecular [Dd](?:ocking|ynamics [Ss]imulations?)"
        rf"|داکینگ مولکولی|شبیه{_ZWNJ}سازی مولکولی"
    )
}
_SIGNS_OF_ANIMALS = (
    *("mice", "mouse", "murine", "rats", "rat ", "in the rat", "rabbit", "guinea", "hamster", "pig", "porcine"),
    *("swine", "dog", "beagle", "canine", "cats", "feline", "sheep", "lamb", "ewes", "ovine", "goat", "caprine"),
    *("cattle", "cows", "calves", "heifer", "horse", "equine", "chickens", "broiler", "hens", "monkey", "macaque"),
    *("baboon", "human primates", "zebrafish", "drosophila", "elegans", "animal", "rodent", "quail"),
)
_SIGNS_OF_CELLS = ("cell", "culture", "vitro", "neurons", "blasts", "cytes", "phages", "phils", "clasts")
_SIGNS_OF_COMPUTERS = ("silico", "docking", "dynamics")
"""One of these, in small letters, is in all that the English names of a kind find; each is soon found."""
NAMES = (*_ANIMALS, *_CELLS, *_COMPUTER)
"""Every subject there is; each has its words in templates/phrases."""
ANIMALS = frozenset(_ANIMALS)

_SAYS_ANIMAL = r"[Aa]nimals?|حیوان\w*"
_SAYS: Mapping[str, str] = {
    "mice": r"[Mm]ouse|[Mm]urine|[Rr]odents?|موش\w*",
    "rats": r"[Rr]at|[Rr]odents?|موش\w*",
    "rabbits": r"[Rr]abbit",
    "pigs": r"[Pp]ig|[Pp]orcine|[Ss]wine",
    "dogs": r"[Dd]og|[Cc]anine",
    "cats": r"[Cc]at|[Ff]eline",
    "sheep": r"[Oo]vine|[Ee]we",
    "cattle": r"[Bb]ovine|[Cc]ow",
    "horses": r"[Hh]orse|[Ee]quine",
    "chickens": r"[Cc]hicks?|[Cc]hicken|[Hh]en|[Pp]oultry",
    "quail": r"[Qq]uails?|[Bb]irds?",
    "monkeys": r"[Mm]onkey|[Mm]acaque",
    "cells": r"[Cc]ells?|[Ii]n[- ]vitro|\w{1,30}(?:blasts?|cytes?|phages?)|سلول\w*|برون\w*",
    "in_vitro": r"[Ii]n[- ]vitro|[Cc]ells?|[Ll]aboratory|برون\w*|سلول\w*|آزمایشگاه\w*",
    "in_silico": r"[Ii]n[- ]silico|[Dd]ocking|[Ss]imulat\w{1,5}|[Cc]omputational\w*|شبیه\w*|داکینگ|محاسبات\w*",
}
"""What else in a sentence says the subject: a sentence about rodents says that it is not about people."""

_PEOPLE_WORDS = (
    "patients|participants|women|men|children|adults|girls|boys|volunteers|infants|neonates|newborns|adolescents"
    "|individuals|people|persons|students|mothers|nurses|respondents|residents|workers|physicians|survivors|veterans"
    "|athletes"
)
_NUMBER = r"(?:\d[\d,]{0,6}|(?:[Tt]w|[Tt]hirt|[Ff]ort|[Ff]ift|[Ss]ixt|[Ss]event|[Ee]ight|[Nn]inet)\w{1,12})"
_STRAIN = (
    r"(?:Wistar|Sprague[- \u2013]?Dawley|albino|BALB/?[cC]|C57\w{0,4}(?:/\w{1,4})?|NMRI|Swiss|New Zealand"
    r"|[Tt]ransgenic|[Kk]nock-?out|[Ww]ild-?type|[Nn]ude|SCID|[Mm]ale|[Ff]emale|[Aa]dult|[Dd]iabetic|[Pp]regnant|[Aa]ged"
    r"|\w{1,20}-(?:deficient|treated|induced|fed|infected|null))"
)
_SAMPLE_BEFORE = re.compile(
    rf"(?<![\w-])(?:{_NUMBER}|{_STRAIN}) (?:[^\s.;:()]{{1,20}} ){{0,3}}$|[۰-۹]{{1,4}} (?:سر )?$"
)
_SAMPLE_AFTER = re.compile(
    r" (?:were|was|received|fed|treated|showed|lacking|injected|exposed|given)\b| \w{0,20} ?[Mm]odels?\b"
)
_CELLS_AT_LARGE = re.compile(rf"(?i:cell[- ](?:lines?|cultures?)|culture systems?)|{_CELLS_OF}")
_NUMBERED_CELLS = re.compile(r"[A-Z][A-Za-z]{0,4}-?\d{1,4}\w{0,3} cells")
_LABORATORY = re.compile(
    r"cultur|treat|incubat|transfect|vitro|viability|apopto|prolifer|assay|blot|siRNA|cell lines?\b|express",
    re.IGNORECASE,
)
_FURTHEST_BACK = 90
_LIVESTOCK = {"cattle", "sheep", "goats", "pigs", "horses", "chickens", "dogs", "cats"}
_LIVESTOCK_WORDS = re.compile(
    r"\b(?:cattle|cows|sheep|goats|pigs|swine|horses|chickens|poultry|camels|dogs|cats|buffalo)\b"
)
_LIST_REACH, _FEWEST_OF_A_LIST = 30, 3
_FLUIDS = re.compile(r"\b(?:plasma|serum|urine|saliva|blood|sputum)\b", re.IGNORECASE)
_OF_PATIENTS = re.compile(
    r"\b(?:samples?|tissues?|specimens?|biops(?:y|ies)|ser(?:a|um)|blood|plasma|livers?) (?:\w+ ){0,3}?"
    r"(?:of|from|in) (?:\w+ ){0,3}?(?:patients|women|men|children|volunteers|donors)\b"
    r"|\bpatients['’]? (?:\w+ )?(?:samples|tissues?|sera|serum|specimens|biopsies)\b",
    re.IGNORECASE,
)
"""What was taken from people and studied; a line of cells beside it is a tool."""
_PLANTS = re.compile(r"\b(?:[Tt]ransgenic|[Tt]ransformed) plants\b|\b[Pp]lants were\b|\b[Cc]allus cultures?\b")
_PEOPLE = re.compile(
    rf"\b{_NUMBER} (?:(?!(?:in|of|and|or|from|to|for|with) )[^\s.;:()]{{1,20}} ){{0,3}}(?:{_PEOPLE_WORDS})\b"
    r"|\b(?:[Pp]atients|[Pp]articipants|[Vv]olunteers|[Ww]omen|[Cc]hildren|[Ss]tudents|[Aa]dults)"
    r" (?:were|who|completed|underwent|received|aged|undergoing|admitted)\b"
    r"|(?<!\w)(?:\d{1,6}|[۰-۹]{1,6}) (?:نفر|بیمار|زن|مرد|کودک|دانشجو|مادر|پرستار)(?!\w)"
)
_PEOPLE_IN_TITLE = re.compile(
    rf"\b(?:{_PEOPLE_WORDS}|clinical trial|child)\b|بیمار|زنان|کودکان|دانشجو", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What was studied, and the record's own words that say so; `is_strong` where they leave little doubt."""

    name: str
    words: str
    is_strong: bool


def subjects(title: str, abstract: str) -> tuple[Subject, ...]:
    """Return the animal that is named most, and cells or a laboratory beside it; else what a computer did."""
    words, is_persian = caseless(abstract), is_mostly_right_to_left(abstract)
    judged = []
    for names, in_title, signs in _KINDS:
        texts = (title, abstract) if is_persian or any(sign in words for sign in signs) else (title,)
        found = [
            each for each in _found(names, texts) if _is_grown(each[1], abstract) and not _is_of_a_list(each[1])
        ]
        judged.append(_judged([*found, *((0, each) for each in in_title.finditer(title))]))
    animals, material, computer = judged
    return (*animals[:1], *_judged_material(title, abstract, material[:1])) or computer


def _judged_material(title: str, abstract: str, found: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return cells as doubtful where plants, a fluid of the body or patients' tissue were studied, not cells.

    What the title names was studied, whatever else was.
    """
    from_people = _OF_PATIENTS.search(abstract) and not _SAID["cells"].search(title)
    if not (_FLUIDS.search(title) or _PLANTS.search(abstract) or from_people):
        return found
    return tuple(replace(each, is_strong=each.is_strong and each.name != "cells") for each in found)


def people_words(title: str, abstract: str) -> str:
    """Return the record's words that say that people were studied; empty where there are none."""
    found = _PEOPLE.search(abstract) or _PEOPLE_IN_TITLE.search(title)
    return _around(found) if found else ""


def says_subject(name: str, text: str) -> bool:
    """Return whether `text` itself says that subject, in English or Persian."""
    return bool(_SAID[name].search(text))


def _found(pattern: re.Pattern[str], texts: Iterable[str]) -> list[tuple[int, re.Match[str]]]:
    """Return where a subject is named: 0 and the place in the title, 1 and the place in the abstract."""
    return [(place, found) for place, text in enumerate(texts) for found in pattern.finditer(text)]


def _judged(places: list[tuple[int, re.Match[str]]]) -> tuple[Subject, ...]:
    """Return the subjects that a text names, those first that leave least doubt and are named most often."""
    named = sorted(places, key=lambda each: str(each[1].lastgroup))
    judged = []
    for name, group in groupby(named, key=lambda each: str(each[1].lastgroup)):
        places = list(group)
        best = next((found for place, found in places if not place or _is_sample(found)), None)
        if not best and name == "animals":
            continue  # "further studies in animal models are needed" is no evidence
        is_strong = bool(best) or len(places) > 1
        words = _around(best or places[0][1])
        judged.append(
            (
                is_strong,
                sum(1 if place else 100 for place, _ in places),
                Subject(name=name, words=words, is_strong=is_strong),
            )
        )
    return tuple(subject for *_, subject in sorted(judged, key=lambda each: each[:2], reverse=True))


def _is_sample(found: re.Match[str]) -> bool:
    """Return whether an animal stands with a number, a strain or what was done to it, or cells with a name."""
    if found.lastgroup not in _ANIMALS:
        return found.lastgroup == "cells" and not _CELLS_AT_LARGE.fullmatch(found.group())
    if found.lastgroup == "animals":
        return found.string.startswith(" were", found.end())
    text, start = found.string, found.start()
    return bool(
        _SAMPLE_AFTER.match(text, found.end())
        or _SAMPLE_BEFORE.search(text[max(0, start - _FURTHEST_BACK) : start])
    )


def _is_grown(found: re.Match[str], abstract: str) -> bool:
    """Return whether cells called by a number are a laboratory's, and not the microbes of a sea: `SAR11 cells`."""
    return not _NUMBERED_CELLS.fullmatch(found.group()) or bool(_LABORATORY.search(abstract))


def _is_of_a_list(found: re.Match[str]) -> bool:
    """Return whether kinds of livestock are told off in a row, as hosts or goods: `cattle, sheep and goats`."""
    around = found.string[max(0, found.start() - _LIST_REACH) : found.end() + _LIST_REACH]
    return found.lastgroup in _LIVESTOCK and len(set(_LIVESTOCK_WORDS.findall(around.lower()))) >= _FEWEST_OF_A_LIST


def _around(found: re.Match[str]) -> str:
    """Return what was found with the words beside it."""
    before, after = found.string[: found.start()][-24:], found.string[found.end() :][:24]
    before = before.partition(" ")[2] if len(before) == 24 else before  # noqa: PLR2004
    after = after.rpartition(" ")[0] if len(after) == 24 else after  # noqa: PLR2004
    return " ".join(f"{before}{found.group()}{after}".split())


def _names(patterns: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in patterns.items()) + r")(?!\w)"
    )


def _said(name: str) -> re.Pattern[str]:
    own = ({**_ANIMALS, **_CELLS, **_COMPUTER}[name], _SAYS.get(name, ""), _SAYS_ANIMAL if name in _ANIMALS else "")
    return re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, own))})(?!\w)")


_KINDS = tuple(
    (_names(anywhere), _names(in_title), signs)
    for anywhere, in_title, signs in (
        (_ANIMALS, _IN_TITLES, _SIGNS_OF_ANIMALS),
        (_CELLS, _CELLS_IN_TITLES, _SIGNS_OF_CELLS),
        (_COMPUTER, _COMPUTER, _SIGNS_OF_COMPUTERS),
    )
)
"""What animals, material and computers are called anywhere, what in a title, and signs of them in an abstract."""
_SAID = {name: _said(name) for name in NAMES}
