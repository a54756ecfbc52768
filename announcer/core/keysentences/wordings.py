"""Wordings by which a sentence shows that it concludes, reports no finding, or leans on what is not there."""

import re

CONCLUDING = re.compile(
    r"(?:in (?:conclusion|summary)|to (?:conclude|sum(?:mari[sz]e)?)|conclusions? (?-i:[A-Z])|taken together"
    r"|altogether|collectively|overall|thus|therefore|hence"
    r"|(?:our|these|this|the|the present) (?:\w+ )?(?:results|findings|data|observations|study"
    r"|work) (?:\w+ )?(?:suggest|indicate|show|demonstrate|support|provide|reveal|confirm|highlight)s?"
    r"|we (?:therefore )?(?:conclude|show|demonstrate|found|find|propose|suggest)\b"
    r"|در نتیجه|بنابراین|به طور کلی|در مجموع|(?:نتایج|یافته\u200c?های?) .{0,30}نشان)",
    re.IGNORECASE,
)

SAYS_IT_CONCLUDES = re.compile(
    r"(?:in (?:conclusion|summary|brief|sum)\b|to (?:conclude|sum up|summari[sz]e)\b|conclusions?(?::| (?-i:[A-Z]))"
    r"|taken together"
    r"|(?:altogether|collectively|overall), (?:our|these|this|the)\b|(?:therefore,? |thus,? |hence,? )?(?:we"
    r"|the authors) (?:therefore |thus )?conclude\b|it (?:is|was|can be)"
    r" (?:therefore )?concluded)",
    re.IGNORECASE,
)
"""A sentence that names itself the conclusion."""

_METHOD = (
    r"^(?:(?!\b(?:is|are|was|were|has|have|had|may|can|could|who|that|which|when|if)\b).)*\b(?:was"
    r"|were) (?:\w+ly )?(?:registered|conducted|performed|collected|included|enrolled|recruited|analy[sz]ed"
    r"|investigated|examined|evaluated|assessed|studied|randomi[sz]ed|randomly|interviewed|retrieved|extracted"
    r"|searched"
    r"|screened|invited|reviewed|carried out|undertaken|divided|asked|followed)\b(?! as\b)|^(?:here,? "
    r"|in this \w+,? |therefore,? )?we (?:\w+ly )?(?:analy[sz]ed|investigated?|examined?|evaluated?|assess(?:ed)?"
    r"|studied"
    r"|compared?|tested|measured|collected|recruited|enrolled|included|conducted|performed|searched|reviewed?|used"
    r"|surveyed"
    r"|randomi[sz]ed|interviewed|modell?ed|designed|developed|introduced?|proposed?(?! that)|describe|present"
    r"|report on|provide|discuss|summari[sz]ed?|outline|aim(?:ed)?|sought|emphasi[sz]e|address|explore[ds]?"
    r"|also (?:review|discuss|describe|present|provide|outline))\b"
    r"|\b(?:is|are) (?:exploited|used|given|presented|provided|included) to (?:demonstrate|illustrate|guide|show"
    r"|verify|validate)\b"
)
_AIM = (
    r"\b(?:aims?|objectives?|purpose|goal) of (?:this|the|our)\b|^(?:the )?(?:aim|objective|purpose|goal)s? (?:was"
    r"|were|is|are)\b"
    r"|^to (?:determine|assess|evaluate|investigate|examine|compare|explore|study|test|analy[sz]e|describe|identify"
    r"|establish|ascertain|review|report|present|discuss)\b"
    r"|\b(?:aim(?:s|ed)|sought|set out) (?:to|at)\b|\bwe hypothesi[sz]ed?\b|^it (?:is|was) hypothesi[sz]ed\b"
)
_CONTENTS = (
    r"(?:is|are|was|were) (?:also |briefly |further )?(?:summari[sz]ed|presented|described|provided|highlighted"
    r"|emphasi[sz]ed"
    r"|suggested|discussed|reviewed|outlined|offered|considered|proposed|introduced|explored)(?: (?:here"
    r"|in detail))?\.$"
    r"|(?:is|are|was|were) (?:\w+ )?(?:discussed|reviewed|outlined|offered)\b|\b(?:this|the|our) (?:\w+ )?(?:review"
    r"|paper|article|chapter|introduction|editorial|work|report|overview|commentary) (?:also |will "
    r"|briefly )*(?:reviews?|discuss(?:es)?|describes?|outlines?|explores?|highlights?|summari[sz]es?|aims?"
    r"|focus(?:es)?|presents?|provides?|examines?|considers?|introduces?|address(?:es)?|offers?)\b|\bwe will\b"
    r"|^(?:last|final)ly, we\b|\btarget audience\b|\bis (?:intended|aimed) (?:for|at)\b"
    r"|\bof interest to (?:clinicians|readers)\b"
    r"|\b(?:freely|publicly) available|https?:|trial registration|registered (?:at|in|with|under)|PROSPERO"
    r"|Clinical\s?Trials\.gov"
    r"|IRCT\w+|NCT\d+|fund(?:ed|ing) by|levels? of evidence|keywords?\b"
)
_RECOMMENDS = (
    r"\b(?:should(?! play\b| have been| result| be interpreted)|ought to|must(?! have| be interpreted)"
    r"|needs? (?:to(?! be interpreted)|further|more|careful|additional)|needed to|needs?\.$)\b|\b(?:is|are|would be"
    r"|seems?|appears?) (?:still |also |clearly |urgently |highly |therefore |strongly )?(?:needed|required"
    r"|warranted|recommended"
    r"|advisable|necessary|advised|mandatory|called for|imperative)\b|\bwe (?:therefore |strongly "
    r"|thus )?(?:recommend|advise|advocate|urge|call for)\b"
    r"|\b(?:further|future|more|additional|larger) (?:\w+ ){0,4}(?:stud(?:y|ies)|research|trials?|investigations?"
    r"|work|evidence|evaluation|validation)\b|\bremains? to be\b|\bfuture (?:efforts|directions)\b"
    r"|\bwarrants? (?:\w+ )?(?:further|more|future|stud|investigat|research|attention|consideration)"
    r"|\b(?:it is|it seems) (?:important|necessary|essential|crucial|vital|recommended|suggested|advisable"
    r"|time) (?:to|that)\b"
    r"|\b(?:deserves?|merits?) (?:further|more|to be)\b|\brecommendations? (?:is|are)\b|مطالعات (?:بیشتر|آینده|آتی)"
    r"|پژوهش\u200c?های (?:بیشتر|آینده|آتی)|(?:لازم|ضروری|بهتر|مهم) است\b|باید\b|بایستی\b|بایست\b"
    r"|(?:پیشنهاد|توصیه) می[\u200c ]?(?:شود|گردد|کنیم)|نیاز (?:است|دارد|می\u200cباشد)|ضرورت دارد|لزوم"
)
_LIMITS = (
    r"\b(?:reached|met|achieved|fulfilled) (?:its|the|our) (?:\w+ )?(?:objectives?|aims?|goals?|purpose)\b|"
    r"^(?:the |our )?(?:main |major |primary |principal |potential |key |\w+ )?limitations?\b|^(?:this|the"
    r"|our) (?:\w+ )?(?:study|trial|review|analysis|findings|results) (?:is|was|are|were) (?:\w+ )?limited\b"
    r"|^(?:these|the|our) (?:\w+ )?(?:results|findings|data) (?:should|needs? to|must) be interpreted\b"
    r"|\b(?:is|are|may be|might be) not (?:be )?generali[sz]able\b|^strengths?\b"
)
_PERSIAN_METHOD = (
    r"(?:انجام|بررسی|انتخاب|مطالعه|تحلیل|تجزیه و تحلیل|وارد مطالعه|تکمیل|جمع[\u200c ]?آوری|اجرا) (?:شد|شدند|گردید"
    r"|گردیدند)[.]?$"
    r"|(?:مقاله|مطالعه|پژوهش|تحقیق) (?:حاضر )?با هدف|هدف (?:از )?(?:این|مطالعه|پژوهش|تحقیق)|کلید\u200c?واژه"
)
FINDS_NOTHING = re.compile(f"{_METHOD}|{_AIM}|{_CONTENTS}|{_LIMITS}|{_PERSIAN_METHOD}", re.IGNORECASE)
"""A sentence that only tells what was done, planned, written about, or for whom."""

RECOMMENDS = re.compile(_RECOMMENDS, re.IGNORECASE)
"""A sentence that asks for something: a measure, care, further research."""

_STUDY = (
    r"(?:study|trial|review|meta-?analysis|analys[ie]s|work|research|article|paper|cohort|findings|results|data"
    r"|observations|report"
    r"|survey|series|investigation|case|sample|experiments?|registry|database)"
)
_ITS_STUDY = (
    r"(?: in (?:vitro|vivo|silico))?"
    rf"(?: (?!(?:in|of|by|from|with|and|or|that|is|are|was|were|at|on|for|to)\b)[\w/-]+){{0,5}}? {_STUDY}\b"
)
DANGLING = re.compile(
    r"(?:it(?! (?:is|was|seems|appears|remains|can be|could be|may be) (?:\w+ ){0,3}(?:that|to)\b)|its|they|their"
    r"|them|he|she|his|her|such|those"
    r"|both(?! (?:[\w-]+ ){1,8}and\b)|neither(?! (?:[\w-]+ ){1,8}nor\b)|but|yet|also|for (?:example|instance)|then"
    r"|(?:first|second|third|fourth|last)(?:ly)?,|the (?:former|latter|other)\b|here\b|as such|this way"
    rf"|in (?:this|these|such|both|all of these)(?!{_ITS_STUDY})|if (?:this|these|confirmed|so|such|it)\b"
    rf"|when (?:this|these|it|they)\b|because of (?:this|these)\b|with (?:this|these)\b|(?:this"
    rf"|these)(?!{_ITS_STUDY}))\b"
    r"|(?:همچنین|اما|ولی|با این حال|از طرفی|از سوی دیگر|علاوه بر این|لذا این"
    r"|این(?! (?:مطالعه|پژوهش|تحقیق|یافته|نتایج|بررسی|مقاله)))\b",
    re.IGNORECASE,
)
"""An opening that points to a sentence before it, after openings that may go have gone."""

ALSO = re.compile(r"^(?!.*\bnot (?:only|just|merely)\b)(?P<before>(?:[\w'’-]+ ){1,5}?)also (?=\w)", re.IGNORECASE)
"""A small word near a sentence's start that only ties it to the one before."""

ADDS = re.compile(
    r"(?:however|moreover|further(?:more)?|additionally|in addition|similarly|likewise|conversely|nevertheless"
    r"|nonetheless"
    r"|besides|instead|in turn|in contrast|by contrast|on the (?:other hand|contrary)|rather)\s*,\s*",
    re.IGNORECASE,
)
"""An adverb that ties a sentence to the one before; without it the sentence says the same by itself."""

LOOKS_LIKE_A_RESULT = re.compile(
    r"\bp\s?[<=>≤]|\b\d\d\s?%\s?CI\b|\(\s?n\s?=|\d\D+\d\D+\d|^in (?:the|both|all) \w+ groups?\b"
    r"|\b(?:was|were) (?:not )?(?:significant|observed|noted|detected|recorded|statistically)\b",
    re.IGNORECASE,
)
"""A sentence with figures, or of a finding as it was measured: seldom what an abstract concludes."""

OUR_PLACE = re.compile(
    r"\bour (?:own |[\w-]+ )?(?:residents?|institutions?|institutes?|cent(?:er|re)s?|hospitals?|departments?"
    r"|clinics?"
    r"|units?"
    r"|wards?|services?|laborator(?:y|ies)|country|region|area|city|province|students|trainees|faculty|team|group"
    r"|university"
    r"|school|college|setting|environment|experience)\b",
    re.IGNORECASE,
)
"""What would be the announcing institution's under its name, but is the authors'."""

WEAK = re.compile(
    r"^(?:other\b|the other\b|we (?:believe|think|hope|speculate|propose|suggest)\b|(?:our|this) (?:work|study"
    r"|findings?|results) (?:underscores?|highlights?"
    r"|emphasi[sz]es?|provides?|adds?|contributes?|opens?|offers?|represents?|illustrates?|calls?|raises?)\b"
    r"|(?:this|it|ours) is the (?:first|largest)\b|to (?:our|the best of our) knowledge\b|these (?:results|findings"
    r"|data|observations) (?:have|are|may be|can be|could be|provide|underscore|highlight|emphasi[sz]e|add)\b"
    r"|(?:the )?(?:clinical |practical )?(?:implications?|relevance|significance|importance) )"
    r"|\bis (?:discussed|unknown|unclear)\b|\bp\s?[<=>]\s?0?\.\d",
    re.IGNORECASE,
)
"""A sentence that may stand alone and yet says less than most: a hope, a praise of the work, bare statistics."""
