"""Wordings that show what a sentence of an abstract does: conclude, report, depend on another, report nothing."""

import re

CONCLUDES = re.compile(
    r"(?:conclusions?|concluding|interpretation|summary|implications?|key message|نتیجه گیری|نتیجه|جمع بندی)\b.*"
    r"|.*\b(?:conclusions?|نتیجه گیری)"
)
REPORTS = re.compile(r"(?:.*\b)?(?:results?|findings?|outcomes?|یافته ها|یافته|نتایج)\b.*")

CONCLUDING = re.compile(
    r"(?:in (?:conclusion|summary)|to (?:conclude|sum(?:mari[sz]e)?)|conclusions? (?-i:[A-Z])|taken together"
    r"|altogether|collectively|overall|thus|therefore|hence"
    r"|(?:our|these|this|the|the present) (?:\w+ )?(?:results|findings|data|observations|study|work)"
    r" (?:\w+ )?(?:suggest|indicate|show|demonstrate|support|provide|reveal|confirm|highlight)s?"
    r"|we (?:therefore )?(?:conclude|show|demonstrate|found|find|propose|suggest)\b"
    r"|در نتیجه|بنابراین|به طور کلی|در مجموع|(?:نتایج|یافته\u200c?های?) .{0,30}نشان)",
    re.IGNORECASE,
)
FINDS_NOTHING = re.compile(
    r"\b(?:(?:further|future|more|additional|larger|prospective) (?:\w+ ){0,4}(?:stud(?:y|ies)|research|trials?"
    r"|investigations?|work|evidence)\b|remains? to be|(?:is|are) (?:still )?(?:needed|required|warranted)\b"
    r"|(?:is|are|was|were) (?:also |briefly )?(?:summari[sz]ed|presented|described|provided|highlighted"
    r"|emphasi[sz]ed|suggested)\.$"
    r"|(?:is|are|was|were) (?:\w+ )?(?:discussed|reviewed|outlined|offered)\b"
    r"|(?:was|were) (?:registered|conducted|performed|collected|included|recruited|analy[sz]ed|used|chosen"
    r"|investigated|examined|evaluated|assessed|studied)\b"
    r"|(?:this|the|our) (?:\w+ )?(?:review|paper|article|chapter|introduction|editorial|work) (?:also )?(?:reviews"
    r"|discusses|describes|outlines|explores|highlights|summari[sz]es|aims|focuses)\b"
    r"|we (?:also |briefly )?(?:review|discuss|summari[sz]e|outline|aim(?:ed)?|sought|emphasi[sz]e)\b"
    r"|trial registration|registered (?:at|in|with|under)|PROSPERO|Clinical\s?Trials|IRCT\w+|NCT\d+"
    r"|fund(?:ed|ing) by|levels? of evidence|keywords?\b|(?:freely|publicly) available|https?:)"
    r"|مطالعات (?:بیشتر|آینده|آتی)|پژوهش\u200cهای (?:بیشتر|آینده)|کلید\u200c?واژه",
    re.IGNORECASE,
)
DANGLING = re.compile(
    r"(?:it|its|they|their|them|he|she|such|those|however|but|yet|moreover|further(?:more)?|additionally"
    r"|in addition|also|(?:\w+ ){1,3}also|similarly|likewise|conversely|nevertheless|nonetheless|besides|instead"
    r"|in turn|thus|therefore|hence|consequently|(?:in|by) contrast|on the (?:other hand|contrary)"
    r"|for (?:example|instance)|then|(?:first|second|third|fourth|last)(?:ly)?,|the (?:former|latter)"
    r"|(?:this|these)(?! (?:\w+ )?(?:study|trial|review|meta|analysis|work|article|paper|cohort|findings|results"
    r"|data|observations)))\b"
    r"|(?:همچنین|اما|ولی|با این حال|از طرفی|این(?! (?:مطالعه|پژوهش|تحقیق|یافته|نتایج)))\b",
    re.IGNORECASE,
)
