"""Remove the opening with which a sentence refers to its own paper, so that it can stand alone.

The meaning stays: no cautious word is on the list (`suggest`, `may`, `indicate`, `believe`), and no negation. An
opening whose verb goes on governing later words stays too: `The results confirm that A, suggest that B`.
"""

import re

_PAPER = (
    r"(?:study|trial|review|meta-analysis|analysis|work|research|paper|article|report|survey|investigation"
    r"|cohort)"
)
_SUBJECT = (
    rf"(?:we|the authors|(?:this|the present|the current|our|the) {_PAPER}"
    r"|(?:our|these|the|the present|the current) (?:results|findings|data|observations|analyses)"
    rf"(?: (?:of|from|in) (?:this|the present|the current|our|the) {_PAPER})?|(?:results|findings"
    rf"|data)(?: (?:of|from) (?:this|the present|the current|our) {_PAPER})?|(?:the |our )?(?:research|study"
    rf"|assessment|main|overall"
    r"|obtained|key|present|evaluation|statistical|experimental) (?:results?|findings|analysis))"
)
_ASSERTS = r"(?:(?:show|find|reveal|confirm)(?:s|ed)?|shown|found|demonstrate[sd]?|conclude[sd]?|observed?)"
_OPENINGS = (
    re.compile(
        r"(?:in conclusion|concluding|summari[sz]ing|summing up|in summary|in short|to conclude|to sum up"
        r"|to summari[sz]e|conclusions?|taken together|altogether|collectively|over ?all"
        r"|thus|therefore|hence|consequently|finally|accordingly|as a result"
        r"|in the end|in brief|here|herein|here, again|(?:more |most )?importantly|notably|interestingly"
        r"|of note|all in"
        r" all|curiously|remarkably|intriguingly|strikingly|surprisingly)\s*[,:]\s*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:in (?:this|the present|the current|our) {_PAPER}"
        r"|(?:based on|according to|given|from) (?:our|this|these|the|the present) (?:\w+ )?(?:results|findings"
        r"|data|observations|study)"
        rf"(?: of (?:this|the present|our) {_PAPER})?)\s*,\s*",
        re.IGNORECASE,
    ),
    re.compile(r"(?:Conclusions?|CONCLUSIONS?|Interpretation) (?=[A-Z])"),
    re.compile(
        rf"(?:(?:as a result |therefore |thus |hence )?{_SUBJECT} (?:clearly |also |first |further |therefore "
        r"|thus "
        rf"|consequently |hence |plainly |have |has )?{_ASSERTS}(?: here)?"
        r"|it (?:is|was|can be|has been) (?:therefore |also |further )?(?:concluded|found|shown|observed"
        r"|demonstrated)|it is (?:clear|evident|apparent)|the (?:\w+ )?(?:conclusion|finding"
        r"|result) is) that,? ",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:(?:نتیجه[\u200c ]?گیری(?: نهایی)?|استنتاج|جمع[\u200c ]?بندی|بحث و نتیجه[\u200c ]?گیری|در نتیجه|در"
        r" مجموع|به[\u200c ]طور[\u200c ]کلی|بنابراین"
        r"|به[\u200c ]طور خلاصه|لذا|در نهایت|در پایان)\s*[،:]\s*|(?:با توجه به|بر اساس|براساس"
        r"|بر پایه) (?:نتایج|یافته[\u200c ]?های?)(?: (?:این|حاضر|پژوهش|مطالعه|تحقیق|ما|به|دست|آمده|از|حاصل"
        r"|بررسی)){0,6}\s*،\s*|در (?:این|پژوهش|مطالعه|تحقیق|بررسی)(?: (?:مطالعه|پژوهش|تحقیق|بررسی"
        r"|حاضر)){1,2}\s*،\s*|(?:نتایج|یافته[\u200c ]?های?)(?: (?:این|حاضر|پژوهش|مطالعه|تحقیق|بررسی"
        r"|ما)){0,3} نشان (?:داد|دادند|می[\u200c ]?دهد|می[\u200c ]?دهند) که )"
    ),
)
_MOST_OPENINGS = 3
_LEADS_ON = re.compile(
    rf"(?:and|but|or|which|who|that|this(?! {_PAPER}\b)|it|they|these(?! (?:results|findings|data)\b)|those"
    rf"|except|neither|nor|not|only|so|its|their)\b"
    r"|(?:و|ولی|اما|که|آن|این)\b",
    re.IGNORECASE,
)
_GOVERNED = re.compile(
    r"(?:,|\band|\bor|\bbut|\bnor|\bnot|\bthan|;)\s+(?:\w+ly )?that\b|(?:,|\band|\bbut|\bor)\s+(?:(?:and"
    r"|but|also"
    r"|further|thus|\w+ly) )*(?:suggest|show|demonstrate|indicate|point|support|confirm"
    r"|provide|imply|reveal|highlight|raise|underscore|emphasi[sz]e|conclude|propose|recommend|found|find"
    r"|extend"
    r"|add|argue"
    r"|did not|could not|does not|do not)(?:s|ed|d)?\b(?! by| in| to be| that it)",
    re.IGNORECASE,
)
"""Words that the subject and verb of an opening still govern, so that it cannot go."""
_OWN_CASE = re.compile(r"[a-z]{0,5}(?:[A-Z\d]|-[A-Z\dα-ω])")


def without_opening(sentence: str) -> str:
    """Return the sentence without `In conclusion,`, `Our results show that` and the like, with a capital.

    An opening stays where what follows it could not begin a sentence of its own, or hangs on its verb.
    """
    for _ in range(_MOST_OPENINGS):
        found = next(filter(None, (opening.match(sentence) for opening in _OPENINGS)), None)
        rest = sentence[found.end() :] if found else ""
        if not found or not rest or _LEADS_ON.match(rest):
            break
        if found.group().rstrip().endswith(("that", "that,")) and _GOVERNED.search(rest):
            break
        sentence = rest
    return capitalised(sentence)


def capitalised(sentence: str) -> str:
    """Return the sentence with a capital at its start, unless its first word has a case of its own: `mRNA`."""
    return sentence if _OWN_CASE.match(sentence) else sentence[:1].upper() + sentence[1:]
