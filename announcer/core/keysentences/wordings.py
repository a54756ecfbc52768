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
    r"(?:in (?:conclusion|summary|brief|sum)\b|to (?:conclude|sum up|summari[sz]e)\b|conclusions?(?::"
    r"| (?-i:[A-Z]))|taken together|(?:altogether|collectively|overall), (?:our|these|this|the)\b"
    r"|(?:therefore,? |thus,? |hence,? )?(?:we|the authors) (?:therefore |thus )?conclude\b|it (?:is|was"
    r"|can be) (?:therefore )?concluded)",
    re.IGNORECASE,
)
"""A sentence that names itself the conclusion."""

_FIRST_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|may|can|could|who|that|which|when|if)\b", re.IGNORECASE
)
_DOES_ONLY = re.compile(
    r"(?:was|were) (?:\w+ly )?(?:registered|conducted|performed|collected|included|enrolled|recruited"
    r"|analy[sz]ed|investigated|examined|evaluated|assessed|studied|randomi[sz]ed|randomly|interviewed"
    r"|retrieved|extracted|searched|screened|invited|reviewed|carried out|undertaken|divided|asked"
    r"|followed)\b(?! as\b)|(?:is|are|was|were|has been|have been) (?:\w+ (?:and )?)?(?:(?:used|applied"
    r"|employed|utili[sz]ed|adopted|implemented|chosen|selected|needed) (?:to|for|as|in|on|with"
    r"|by)\b(?! treat| prevent)|(?:conducted|performed|scored|plotted|calculated(?! (?:to be|as|at))|computed"
    r"|tested(?! (?:positive|negative))|simulated|illustrated|shared|constructed|analy[sz]ed|investigated"
    r"|studied|explored)\b)|(?:is|are) (?:\w+ )?(?:designed|developed|proposed|introduced|presented|derived"
    r"|established|formulated|documented)\b(?! (?:by|from|when|that)\b)",
    re.IGNORECASE,
)
"""What the first verb of a sentence says that only tells of a method."""

_METHOD = (
    r"^(?:(?!\bthat\b)[^.;]){0,60}?\b(?:we|the authors) (?:(?:\w+ly|also|then|first|here) )?"
    r"(?:analy[sz]ed|investigated?|explain|(?:show|demonstrate|illustrate) (?:how|why|what)"
    r"|examined?|evaluated?|assess(?:ed)?|studied|compared?|tested|measured|collected|recruited|enrolled"
    r"|included?|conducted|performed|searched|reviewed?|used|surveyed|randomi[sz]ed|interviewed|modell?ed"
    r"|designed|developed?|introduced?|proposed?(?! that)|described?|present|illustrated?|make|ask(?:ed)?|apply"
    r"|applied|use|calculated?|constructed?|highlight(?! that)|are trying|offer|underscore(?! that)"
    r"|have (?:employed|used|applied|investigated|studied|examined|evaluated|performed|conducted|developed"
    r"|established|described|reviewed|presented|designed|constructed|proposed)|identif(?:y|ied) (?:several"
    r"|some|a number of) (?:\w+ )?(?:areas|gaps|issues|questions|challenges|opportunities)|report(?! that)"
    r"|pay (?:special|particular)|provide|discuss|summari[sz]ed?|outline|aim(?:ed)?|sought|emphasi[sz]e"
    r"|address|explore[ds]?|also (?:review|discuss|describe|present|provide|outline))\b"
    r"|^the (?:\w+ )?(?:tools?|methods?|techniques?) used (?:is|are|was|were|here|in)\b|\bstud(?:y|ies) (?:is"
    r"|are|was|were) (?:mainly |mostly )?(?:located|conducted|from|published|rated|of (?:\w+ )?quality"
    r"|identified|found|eligible)\b|\b(?:is|are) (?:exploited|used|given|presented|provided"
    r"|included) to (?:demonstrate|illustrate|guide|show|verify|validate)\b"
)
_AIM = (
    r"^(?:this|the|our) (?:\w+ )?(?:study|paper|article|review|work) (?:\w+ )?(?:endeavou?rs?|attempts?"
    r"|seeks?|tries)\b|\b(?:aims?|objectives?|purpose|goal) of (?:this|the|our)\b|^(?:the )?(?:aim|objective"
    r"|purpose|goal)s? (?:was|were|is|are)\b|^to (?:determine|assess|evaluate|investigate|examine|compare"
    r"|explore|study|test|analy[sz]e|describe|identify|establish|ascertain|review|report|present|discuss)\b"
    r"|\b(?:aim(?:s|ed)|sought|set out) (?:to|at)\b|\b(?:we|authors|paper|review|study) intend(?:s|ed)? to\b"
    r"|\bwe hypothesi[sz]ed?\b|^it (?:is|was) hypothesi[sz]ed\b"
)
_CONTENTS = (
    r"\b(?:is|are) (?:also )?provided\b(?! (?:by|to|with|for)\b)|(?:is|are|was|were|(?:will|can"
    r"|may) be) (?:also |briefly |further )?(?:summari[sz]ed|presented|described|provided|highlighted"
    r"|emphasi[sz]ed|suggested|discussed|reviewed|outlined|offered|considered|proposed|introduced"
    r"|explored)(?: (?:here|in detail))?\.$|(?:is|are|was|were|will be) (?:\w+ )?(?:discussed|reviewed"
    r"|outlined|offered)\b|\b(?:this|the|our) (?:\w+ )?(?:review|paper|article|chapter|introduction|editorial"
    r"|work|report|overview|commentary) (?:also |will |briefly )*(?:reviews?|discuss(?:es)?|describes?"
    r"|outlines?|explores?|highlights?|summari[sz]es?|aims?|focus(?:es)?|presents?|provides?|examines?"
    r"|considers?|introduces?|address(?:es)?|offers?)\b|\bwe will\b|^(?:last|final)ly, we\b"
    r"|\btarget audience\b|\bis (?:\w+ )?(?:intended|aimed|meant) (?:for|at|to)\b|^(?:reported|presented"
    r"|described|discussed) here\b|\bof interest to (?:clinicians|readers)\b|\b(?:freely|publicly) available"
    r"|https?:|trial registration|registered (?:at|in|with|under)|\b(?:review|meta-analysis|study|trial|protocol)\b"
    r"[^.;]{0,40}\b(?:was|were|is|been) (?:\w+ )?(?:un)?registered\b"
    r"|\b(?:review|study|trial) protocol (?:was|is|has|can)\b|PROSPERO|Clinical\s?Trials\.gov|IRCT\w+"
    r"|NCT\d+|fund(?:ed|ing) by|levels? of evidence|keywords?|kata kunci|palabras clave|palavras-chave"
    r"|mots[- ]cl[eé]s\b"
)
_RECOMMENDS = (
    r"\b(?:should(?! play\b| have been| result| be interpreted)|ought to|must(?! have| be interpreted)"
    r"|needs? (?:to(?! be interpreted)|further|more|careful|additional)|needed to|needs?\.$)\b|\b(?:is|are"
    r"|would be|seems?|appears?) (?:still |also |clearly |urgently |highly |therefore |strongly )?(?:needed"
    r"|required|warranted|recommended|advisable|necessary|advised|mandatory|called for|imperative)\b"
    r"|\bwe (?:therefore |strongly |thus )?(?:recommend|advise|advocate|urge|call for)\b|\b(?:further|future"
    r"|more|additional|larger) (?:\w+ ){0,4}(?:stud(?:y|ies)|research|trials?|investigations?|work|evidence"
    r"|evaluation|validation)\b|\bremains? to be\b|\bfuture (?:efforts|directions)\b"
    r"|\bwarrants? (?:\w+ )?(?:further|more|future|stud|investigat|research|attention|consideration)"
    r"|\b(?:it is|it seems) (?:important|necessary|essential|crucial|vital|recommended|suggested|advisable"
    r"|time) (?:to|that)\b|\b(?:is|are) (?:being |strongly |therefore )?(?:recommended|encouraged|urged"
    r"|advised)\b|\b(?:may|might) wish to\b|\bcalls? for\b|\brecommends? that\b|^caution\b"
    r"|\ba (?:\w+ )?need (?:for|to)\b|\brequires? (?:further |more |additional |careful )?(?:stud(?:y|ies)"
    r"|research|investigation|attention|validation)\b|\b(?:could|may|might|can|will) (?:help|guide|inform"
    r"|assist|aid) (?:the |in )?(?:\w+ ){0,3}(?:future|further|ascertain|researchers|stud(?:y|ies)"
    r"|investigations?)\b|\b(?:is|are) (?:essential|crucial|vital|key|important|necessary) (?:to"
    r"|for) (?:better |fully )?(?:explor|study|determin|investigat|identif|establish|assess|understand"
    r"|address|ensur|guid|inform)\w*|\b(?:deserves?|merits?) (?:further"
    r"|more|to be)\b|\brecommendations? (?:is|are)\b|مطالعات (?:بیشتر|آینده|آتی)|پژوهش\u200c?های (?:بیشتر"
    r"|آینده|آتی)|(?:لازم|ضروری|بهتر|مهم) است\b|باید\b|بایستی\b|بایست\b|(?:پیشنهاد|توصیه) می[\u200c ]?(?:شود"
    r"|گردد|کنیم)|نیاز (?:است|دارد|می\u200cباشد)|ضرورت دارد|لزوم"
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
_OF_METHODS = (
    r"^(?:the|this|our) study (?:includes?|used|uses"
    r"|covers?|consists?|compris\w+|involved|enrolled|recruited)\b|\b(?:met|meeting|fulfilled) (?:the "
    r"|our )?(?:inclusion|eligibility)|\b(?:inclusion|exclusion|search) (?:criteria|strategy|terms)\b"
    r"|\b(?:were|was) (?:retrieved|included in the|identified (?:from|through|in the)) \b|\byour?\b|\b(?:were"
    r"|was|will be) (?:also )?included\.$|\?\?|^as (?:reported|described|expected)\b|\b(?:of|the|an?|than"
    r"|between|from|with|(?:exposure|due|relative|compared|similar|equal|up|response) to)[,.;]|\b(?-i:Dr|Prof"
    r"|Professor)\.? (?-i:[A-Z])|\bwill (?:also |then )?be (?:assessed|evaluated|measured|examined|compared"
    r"|collected|analy[sz]ed|conducted|explored|used|investigated|performed|tested|recruited|randomi[sz]ed"
    r"|followed)\b|^(?:background|aims?|objectives?|methods?|purpose|introduction|context"
    r"|materials and methods)\b:? (?-i:[A-Z])|\b(?:Student['’]?s? t|t-tests?|chi-squared?|ANOVA)\b"
    r"|\bthis (?:article|paper|chapter|review) uses?\b|^we refer\b"
)
_GAPS = (
    r"\b(?:remain|remains|is|are) (?:(?:a|an|the|key|major|largely|still|poorly) )*(?:challenges?|unclear"
    r"|unresolved|unanswered|open questions?|understudied|understood poorly)\b"
    r"|\bgaps? in (?:the )?(?:\w+ )?(?:knowledge|literature|evidence|research|understanding)\b|\b(?:paucity"
    r"|lack|scarcity|dearth) of (?:\w+ ){0,3}(?:studies|research|evidence|data|literature)\b"
    r"|\bresearch (?:gaps?|agenda|priorities|directions)\b"
)
_FINDS_NOTHING = re.compile(
    f"{_METHOD}|{_AIM}|{_CONTENTS}|{_LIMITS}|{_OF_METHODS}|{_GAPS}|{_PERSIAN_METHOD}", re.IGNORECASE
)

RECOMMENDS = re.compile(_RECOMMENDS, re.IGNORECASE)
"""A sentence that asks for something: a measure, care, further research."""

_STUDY = (
    r"(?:(?:study|trial|review|meta-?analysis|analys[ie]s|work|research|article|paper|cohort|findings|results"
    r"|data|observations|report|survey|series|investigation|case|sample|experiments?|registry|database"
    r"|overview|chapter|book)\b)"
)
STUDY = re.compile(_STUDY, re.IGNORECASE)
"""The paper itself, to which every sentence of it may point."""

_ITS_STUDY = (
    r"(?: in (?:vitro|vivo|silico))?"
    rf"(?: (?!(?:in|of|by|from|with|and|or|that|is|are|was|were|at|on|for|to)\b)[\w/-]+){{0,5}}? {_STUDY}\b"
)
_THING = (
    r"treatment|drug|therapy|regimen|medication|compound|intervention|vaccine|operation|device|patient|system"
    r"|method|tool|model|technique|algorithm|framework|approach|program(?:me)?|exposure|combination|test"
    r"|procedure|protocol|scheme"
)
_VERB = (
    r"did|was|were|is|are|has|have|had|may|might|can|could|does|do|would|will|seems?|appears?|increase[sd]?"
    r"|reduce[sd]?|improve[sd]?|show(?:s|ed)?|allow(?:s|ed)?|provide[sd]?|achieve[sd]?|perform(?:s|ed)?"
    r"|enable[sd]?|help(?:s|ed)?"
)
DANGLING = re.compile(
    rf"(?:(?:the|our) (?:{_THING})s? (?:also )?(?:{_VERB})"
    r"|it(?! (?:is|was|seems|appears|remains|can be|could be|may be) (?:\w+ ){0,3}(?:that|to)\b(?! (?:the|an?|any"
    r"|all|other)\b))|its|they|and|or|nor|so(?!-| far\b)|let['’]?s|let us|indeed|plus|meanwhile|still(?=,)|even so"
    r"|that said|what is more|of course|well(?=,)|their|them|he|she|his|her|such"
    r"|those(?! (?:[\w-]+ )?(?:who|with|whose)\b)|both(?! (?:\S+ ){1,8}and\b)|neither(?! (?:\S+ ){1,8}nor\b)"
    r"|but|yet|also|for (?:example|instance)|then|(?:first|second|third|fourth|last)(?:ly)?(?=,)"
    r"|the (?:former|latter|other)\b|here\b|as such|this way"
    rf"|in (?:this|these|such|both|all of these)(?!{_ITS_STUDY})|if (?:this|these|confirmed|so|such|it)\b"
    rf"|when (?:this|these|it|they)\b|because of (?:this|these)\b|with (?:this|these)\b|(?:this"
    rf"|these)(?!{_ITS_STUDY}))\b"
    r"|(?!(?:although|though|while|whilst|when|if|because|since|even|once|unless|despite|whereas|as(?! a)"
    r"|in spite)\b)[^,.;:]{3,80}, (?:they|he|she|it(?! (?:(?:seems|appears) (?:\w+ ){0,2}that"
    r"|(?:is|was|can be|may be) (?:\w+ ){0,3}(?:that|to))\b))\b|(?:همچنین|اما|ولی|با این حال|از طرفی"
    r"|از سوی دیگر|علاوه بر این"
    r"|لذا این|این(?! (?:مطالعه|پژوهش|تحقیق|یافته|نتایج|بررسی|مقاله)))\b",
    re.IGNORECASE,
)
"""An opening that points to a sentence before it, after openings that may go have gone."""

FINDS = re.compile(
    r"\b(?:increas|decreas|reduc|improv|associat|correlat|predict|prevent|inhibit|induc|enhanc|promot"
    r"|suppress|protect|affect|influenc|link|relat|contribut|differ|declin|ris|rose|risen|fell|fall|grew|grow"
    r"|doubl|tripl|halv|lower|higher|great|larg|small|few|more|less|most|least|better|worse|best|superior"
    r"|inferior|equal|similar|compar|as \w+ as|effective|efficac|safe|feasib|accura|reliab|valid|sensitiv"
    r"|specific|significan|caus|lead|led|result(?:s|ed) in|trigger|mediat|regulat|activat|deplet|confer"
    r"|resist|depend|driv|drove|explain|reveal|found|show|suggest|indicat|demonstrat|confirm|prevalen|inciden"
    r"|rate|percent|common|frequent|rare|main|major|key|essential|crucial|role|risk|likel|surviv|mortal"
    r"|able to|can|could|may|might|fail|not|no|never|allow|enabl|help|support|outperform|achiev|reach|remain"
    r"|persist|evolv|emerg|origin|belong|consist|contain|require|cannot|tend|vary|vari|impair|worsen|reliev"
    r"|allevi|attenuat|restor|damag|delay|shorten|prolong|accelerat|slow|facilitat|limit|exceed|optim|effect"
    r"|impact|benefit|harm|important|valu)\w*|\d\s?%|\bone (?:in|of)\b|\bhalf\b|\bthird\b",
    re.IGNORECASE,
)
"""What nearly every sentence that states a finding has: a comparison, an effect, a share, or a judgement."""

LEANS = re.compile(
    r", however,|^the remaining\b|^(?:the |our |these )?(?:\w+ )?(?:data|results|findings)\b.{0,40} (?:have "
    r"|has )?allow(?:s|ed)?\b|^(?:the|our|these) (?:\w+ )?(?:data|results|findings) (?:correlate|are|were|is"
    r"|was|can|could|may|have|has|agree)\b|\b(?:the|our|a) (?:newly |here )?(?:proposed|presented|described"
    r"|developed|aforementioned|suggested|introduced|resulting|above-mentioned|obtained) [a-z]|\b(?:of|in"
    r"|between|among|from|for|to|with) (?:the|both|all) (?:(?:two|three|four|five|six|different|study"
    r"|treatment|intervention) )*(?:groups?|arms|cohorts?|methods|models|types|techniques|approaches|sites"
    r"|phases|stages|periods|conditions|procedures|scenarios|options|programs|datasets)\b(?! (?:of|with|that"
    r"|for|in|from)\b)|^(?:our|the) (?:\w+ )?(?:approach|method|framework|model|tool|system|technique"
    r"|algorithm|instrument|procedure|methodology|programme|program|concept|device|scheme|protocol|platform"
    r"|intervention|differences?|studies|exclusion|patient|patients|participants|respondents|majority|authors"
    r"|former)\b(?! (?:of|with|for|that|in|who|to|between|from|having|treated|undergoing|suffering|indicate"
    r"|suggest|show|reveal|confirm|support|find)s?\b)|^(?:most|all|some|many|several|few|half|two|three|four"
    r"|five|six|seven|eight|nine|ten|one|\d+) (?:[\w-]+ )?(?:studies|papers|articles|publications|study"
    r"|trials|reviews|participants|respondents|literature|patients|projects)\b(?! (?:with|who|undergoing"
    r"|treated|having|aged|suffering)\b)|\b(?:reviewed|included|retrieved|selected|eligible"
    r"|identified) (?:documents|articles|papers|studies|solutions|publications|reports)\b"
    r"|^.{0,60}\bfor (?:example|instance)\b|\b(?:the|both"
    r"|two) (?:the )?(?-i:[A-Z]{1,3}) (?:and (?-i:[A-Z]{1,3}) )?groups?\b|\bas (?:described|shown|stated"
    r"|mentioned) (?:above|before|here)|\b(?:respectively)\b",
    re.IGNORECASE,
)
"""Words that point to things the abstract named before: the method it proposes, its groups, the studies it read."""

OURS = re.compile(
    r"^(?:these|our) (?:present |own |new |preliminary |novel )?(?P<what>(?:results?|findings?|data"
    r"|observations|analys[ei]s|study|trial|review|meta-analysis|systematic review|experiments?|survey)\b)",
    re.IGNORECASE,
)
"""The start of a sentence that says whose the paper is, as the announcement does; the institution may not be."""

ALSO = re.compile(r"^(?!.*\bnot (?:only|just|merely)\b)(?P<before>(?:[\w'’-]+ ){1,5}?)also (?=\w)", re.IGNORECASE)
"""A small word near a sentence's start that only ties it to the one before."""

TIES = re.compile(
    r"^(?P<before>(?:[\w'’-]+ ){1,6}?)(?:thus|therefore|hence|consequently|moreover|furthermore) (?=\w)",
    re.IGNORECASE,
)
"""The same for a word that draws a sentence from the one before: `The paint may thus last longer`."""

WE_FOUND = re.compile(
    r"^(?:We (?:also |here |now )?|(?P<lead>(?!(?:if|as|when|since)\b)[^,;.:]{3,60}, )we (?:also )?)"
    r"(?P<verb>found|observed|identified|detected|showed|demonstrated|find|observe|show|demonstrate)"
    r"(?= (?!here\b)(?(lead)|(?!that\b)))"
)
"""The start of a sentence that under the institution's name would be the institution's."""

ADDS = re.compile(
    r"(?:however|moreover|further(?:more)?|additionally|in addition|similarly|likewise|conversely|nevertheless"
    r"|nonetheless|indeed|besides|instead|in turn|in contrast|by contrast|on the (?:other hand|contrary)"
    r"|rather)\s*,\s*",
    re.IGNORECASE,
)
"""An adverb that ties a sentence to the one before; without it the sentence says the same by itself."""

TURNS = re.compile(
    r"(?:however|but|nevertheless|nonetheless|yet|still|in contrast|by contrast|conversely|on the other hand"
    r"|despite this|that said|although|though)\b|(?:با این حال|با این وجود|اما|ولی|البته|هرچند|از سوی دیگر)(?= |،)",
    re.IGNORECASE,
)
"""The start of a sentence that may turn, limit or doubt the one before it."""

LOOKS_LIKE_A_RESULT = re.compile(
    r"\bp\s?[<=>≤]|\b\d\d\s?%\s?CI\b|\(\s?n\s?=|\d\D+\d\D+\d|^in (?:the|both|all) \w+ groups?\b"
    r"|\b(?:was|were) (?:not )?(?:significant|observed|noted|detected|recorded|statistically)\b",
    re.IGNORECASE,
)
"""A sentence with figures, or of a finding as it was measured: seldom what an abstract concludes."""

OUR_PLACE = re.compile(
    r"\bour (?:own |[\w-]+ )?(?:residents?|institutions?|institutes?|cent(?:er|re)s?|hospitals?|departments?"
    r"|clinics?|units?|wards?|services?|laborator(?:y|ies)|country|region|area|city|province|students"
    r"|trainees|faculty|team"
    r"|group|university|school|college|setting|environment|experience)\b|\bما\b",
    re.IGNORECASE,
)
"""What would be the announcing institution's under its name, but is the authors'; in Persian any `we`."""

_PRAISES = (
    r"underscores?|highlights?|emphasi[sz]es?|provides?|adds?|contributes?|opens?|offers?|represents?"
    r"|illustrates?|calls?|raises?|broadens?|extends?|expands?|advances?|informs?|paves?|lays?|guides?"
    r"|produced|improves?|facilitates?|enhances?|enriches"
)
WEAK = re.compile(
    r"^(?:other\b|the other\b|we (?:\w+ )?(?:believe|think|hope|speculate|propose|suggest)\b(?! that\b)"
    r"|(?:our|this|the) (?:present "
    rf"|current |newly presented )?(?:\w+ )?(?:work|study|findings?|results|research|review|data|paper"
    rf"|analysis|investigation) (?:also |further |can |may |could |will )?(?:{_PRAISES})\b"
    r"(?! (?:\w+ ){0,2}(?:evidence|support)\b)|(?:this|it|ours|the present study|the study) (?:is"
    r"|was) the (?:first|largest)\b|to (?:our|the best of our) knowledge\b|based on a search\b"
    r"|these (?:results|findings|data|observations) (?:have|are|may be|can be|could be|provide|underscore"
    r"|highlight|emphasi[sz]e|add)\b|(?:the )?(?:clinical |practical )?(?:implications?|relevance"
    r"|significance|importance) )|\bis (?:discussed|unknown|unclear)\b|\bp\s?[<=>]\s?0?\.\d"
    r"|\bserves? as (?:a |an )?(?:\w+ )?(?:references?|basis|guides?|foundation)\b"
    r"|\bour previous (?:\w+ )?(?:results|findings|work)\b|\bthe first (?:such )?(?:report|study|time"
    r"|description|review)\b|\b(?:provid|offer|gain|giv|yield|contribut)\w+ (?:to )?(?:a |an "
    r"|the )?(?:\w+,? (?:and )?){0,2}(?:insights?|understanding|knowledge|basis|overview|perspectives?"
    r"|information|framework|foundation|body of)\b|\b(?:understanding|knowledge) of\b.{0,60}\b(?:increas"
    r"|improv|deepen|broaden)\w+|\bpaves? the way\b|\bsets? the stage\b|\blays? the foundation"
    r"|\bstate of the art\b|\b(?:are|is) noteworthy\b|\barea of concern\b|\b(?:have"
    r"|has) (?:\w+ )?implications (?:for|in|to)\b|\bwill be (?:conducive|useful|helpful|of (?:use|help"
    r"|interest|value))\b|^(?:the )?(?:overall |methodological |study )?(?:quality"
    r"|risk of bias) (?:of (?:the )?\w+ )?(?:was|were) (?:\w+ )?(?:fair|poor|low|moderate|high|good|rated"
    r"|assessed)\b",
    re.IGNORECASE,
)
"""A sentence that may stand alone and yet says less than most: a hope, a praise of the work, bare statistics."""


def finds_nothing(sentence: str) -> bool:
    """Return whether a sentence only tells what was done, planned, written about, or for whom."""
    verb = _FIRST_VERB.search(sentence)
    return bool((verb and _DOES_ONLY.match(sentence, verb.start())) or _FINDS_NOTHING.search(sentence))
