"""Remove the opening with which a sentence refers to its own paper, so that it can stand alone.

The meaning stays: no cautious word is on the list (`suggest`, `may`, `indicate`), and no negation.
"""

import re

_SUBJECT = (
    r"(?:we|(?:this|the present|the current|our) (?:study|trial|review|meta-analysis|analysis|work|research)"
    r"|(?:our|these|the|the present|the current) (?:results|findings|data|observations|analyses)"
    r"(?: (?:of|from) (?:this|the present|the current|our) (?:study|trial|review|analysis))?)"
)
_ASSERTS = r"(?:show(?:s|ed)?|demonstrate[sd]?|found|find|reveal(?:s|ed)?|confirm(?:s|ed)?|conclude[sd]?|observed)"
_OPENINGS = (
    re.compile(
        r"(?:in conclusion|in summary|in short|to conclude|to sum up|to summari[sz]e|conclusions?|taken together"
        r"|altogether|collectively|overall|thus|therefore|hence|consequently|finally|accordingly|as a result"
        r"|in the end)\s*[,:]\s*",
        re.IGNORECASE,
    ),
    re.compile(r"(?:Conclusions?|CONCLUSIONS?|Interpretation) (?=[A-Z])"),
    re.compile(
        rf"(?:{_SUBJECT} (?:clearly |also |further )?{_ASSERTS}|it (?:is|was) concluded) that,? ", re.IGNORECASE
    ),
    re.compile(
        r"(?:(?:نتیجه[\u200c ]?گیری|در نتیجه|در مجموع|به[\u200c ]طور[\u200c ]کلی|بنابراین|به[\u200c ]طور خلاصه)"
        r"\s*[،:]\s*"
        r"|(?:نتایج|یافته[\u200c ]?های?)(?: (?:این|حاضر|پژوهش|مطالعه|تحقیق|ما)){0,3} نشان"
        r" (?:داد|دادند|می\u200cدهد|می\u200cدهند) که )"
    ),
)
_MOST_OPENINGS = 3
_LEADS_ON = re.compile(
    r"(?:and|but|or|which|who|that|this|it|they|there|these|those|except|neither|nor)\b", re.IGNORECASE
)
_OWN_CASE = re.compile(r"[a-z]{0,5}(?:[A-Z\d]|-[A-Z\dα-ω])")


def without_opening(sentence: str) -> str:
    """Return the sentence without `In conclusion,`, `Our results show that` and the like, with a capital.

    An opening stays where what follows it could not begin a sentence of its own.
    """
    for _ in range(_MOST_OPENINGS):
        found = next(filter(None, (opening.match(sentence) for opening in _OPENINGS)), None)
        rest = sentence[found.end() :] if found else ""
        if not rest or _LEADS_ON.match(rest):
            break
        sentence = rest
    return sentence if _OWN_CASE.match(sentence) else sentence[:1].upper() + sentence[1:]
