"""The roles that the sentences of an abstract have, and which role the label of a section gives to them."""

import re
from enum import IntEnum

from announcer.core.text.letters import folded


class Role(IntEnum):
    """What a sentence of an abstract does; the order is that of an abstract, and of the model's weights."""

    BACKGROUND = 0
    AIM = 1
    METHOD = 2
    RESULT = 3
    CONCLUSION = 4


_CONCLUSION = re.compile(
    r"(?:conclusions?|concluding|interpretation|summary|implications?|key (?:message|point)s?|bottom line"
    r"|نتیجه|جمع بندی)\b(?! (?:background|of background)).*|.*\b(?:conclusions?|نتیجه گیری)(?: .*)?"
)
_DISCUSSION = re.compile(r"(?:discussion|comments?|بحث)")
_RESULT = re.compile(r"(?:.*\b)?(?:results?|findings?|outcomes?|observations?|یافته ها|یافته|نتایج)")
_METHOD = re.compile(
    r"(?:.*\b)?(?:methods?|methodolog(?:y|ies)|design|settings?|materials?|patients?|participants?|subjects|animals"
    r"|population|sample|interventions?|exposures?|measures?|measurements?|procedures?|data|outcomes?|selection"
    r"|strategy|analysis|criteria|end ?points?|location|روش|روش ها|روش های .*|روش .*|مواد .*)\b.*"
)
_AIM = re.compile(r"(?:.*\b)?(?:aims?|objectives?|purposes?|goals?|hypothes[ie]s|questions?|هدف|اهداف)\b.*")
_BACKGROUND = re.compile(
    r"(?:.*\b)?(?:background|introduction|context|rationale|importance|motivation|problem|summary of background"
    r" data"
    r"|زمینه|مقدمه|سابقه)\b.*"
)
_MIXED = re.compile(r".*\b(?:methods?|measurements?)\b.*\b(?:results?|findings)\b.*")
_IN_TURN = (
    (_MIXED, None),
    (_CONCLUSION, Role.CONCLUSION),
    (re.compile(r".*(?:outcomes? measure|measure).*"), Role.METHOD),
    (_AIM, Role.AIM),
    (_RESULT, Role.RESULT),
    (_DISCUSSION, Role.CONCLUSION),
    (_BACKGROUND, Role.BACKGROUND),
    (_METHOD, Role.METHOD),
)


def role_of_label(label: str) -> Role | None:
    """Return the role of the sentences under that label; None where it does not tell, or tells two."""
    name = folded(label)
    return next((role for pattern, role in _IN_TURN if pattern.fullmatch(name)), None)
