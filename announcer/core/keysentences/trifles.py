"""Tell a sentence that stands alone and reports nothing, or names what only its abstract introduces."""

import re

_READERS = (
    r"(?:decision[- ]?makers?|policy[- ]?makers?|planners|managers|practitioners|stakeholders|participants"
    r"|researchers|users|authorities|regulators"
    r"|panell?ists|experts|respondents|interviewees|committee members)"
)
_TOOL = r"(?:tools?|frameworks?|instruments?|platforms?|resources?|methodolog(?:y|ies)|guides?|references?)"
_EMPTY = (
    # what the paper or its method is good for
    rf"\b(?:assists?|helps?|supports?|enable[sd]?|guides?|aids?|allow(?:s|ed)?) (?:the )?{_READERS}\b",
    rf"^{_READERS}\b",
    (
        r"\b(?:applicable|adapted|adaptable|extended|transferred|transferable|applied|adopted) (?:to|for"
        r"|in) (?:(?:any|the"
        r"|a|many|all) )?(?:broader|other|similar|various|different|wider)\b"
    ),
    (
        r"\b(?:approach(?:es)?|methods?|tools?|framework|models?|techniques?|procedures?|analys[ei]s"
        r"|algorithms?|process)"
        r" (?:\w+ ){0,4}(?:may|can|could|might|will|would) (?:also |then )?be (?:\w+ )?(?:useful|helpful"
        r"|applicable|of use"
        r"|applied|adapted|extended)\b(?! (?:for|in) (?:the )?(?:treat|diagnos|measur))"
    ),
    (
        rf"\b(?:valuable|useful|flexible|versatile|comprehensive|practical)(?: and \w+)? (?!(?:diagnos|prognos"
        rf"|screen|therap|predict)\w+ )(?:\w+ )?{_TOOL}\b"
    ),
    r"\bproved (?:to be )?(?:simple|transparent|useful|valuable|helpful|flexible)\b",
    (
        r"\b(?:decision analysis|framework|methodology|process|approach) (?:enable[sd]?|allow(?:s|ed)"
        r"|facilitate[sd]?)\b"
    ),
    r"\bit is possible to (?:identify|use|select|choose|apply|make|develop|define|obtain)\b",
    # what the paper does, will do or holds
    r"^conclusions? (?:is|are|was|were) \w+|^(?:an|our|the) attempts?\b|\battempts? to\b",
    r"\bcontribut\w+ to (?:the )?(?:\w+ )?(?:literature|knowledge|understanding|discussion|debate|field)\b",
    (
        r"\b(?:is|are|was|were|been) (?:also |then |subsequently |first |further ){1,2}(?:\w+ed|shown|given"
        r"|drawn)\b"
    ),
    (
        r"(?<!previously )\b(?:presented|described|discussed|outlined|proposed|revealed)(?: (?:here|as well"
        r"|in this (?:paper|article|review|chapter))\b"
        r"|\.$|,)"
    ),
    (
        r"^(?:this|the|our) (?:\w+ )?(?:study|analysis|paper|article|project|work|chapter|review"
        r"|survey) (?:will|defines?"
        r"|evaluates?|estimates?|proposes?|describes?|develops?|introduces?|uses?|deals|covers)\b"
        r"|^value of information analysis\b"
    ),
    (
        r"\bwill (?:support|serve|further|propose|present|describe|discuss|explore|examine|investigate"
        r"|evaluate|develop)\b"
    ),
    (
        r"^(?:we|the authors) (?:are (?:now|currently)|(?:\w+ )?(?:qualified|review|prove(?! that)|refined"
        r"|updated))\b"
    ),
    r"\b(?:identif|supports?|stress|see|highlight|justif|reinforc)\w* the need (?:for|to)\b",
    r"\b(?:has|have) been developed (?:with|in|by|for|to)\b",
    r"\binforms? (?:an? |the )(?!\w+ that)",
    (
        r"^(?:while|although|though|whereas) (?:our|this|the present|the current) (?:\w+ )?(?:study|analysis|work"
        r"|review|paper)\b"
    ),
    r"^using (?:an? |the )(?!.*\b(?:showed|found|increas|decreas|lower|higher|more|less|than|associat))",
    # what everybody in the field knows, or nobody yet
    (
        r"\bpaints? a\b|\bfundamental principle\b|\bongoing challenges?\b|\b(?:at|in) its infancy\b"
        r"|\bstate of knowledge\b"
    ),
    (
        r"\bfocus(?:es|ed)? (?:mainly |mostly )?on\b|\bfocus of (?:\w+ )?(?:research|studies|work)\b"
        r"|\brecent research\b"
    ),
    (
        r"\bdepends? on (?:the )?(?:\w+[- ])*(?:context|situation|circumstances|setting|case|purpose"
        r"|application)s?\b"
    ),
    r"\bhas never been (?:greater|higher|more)\b|\b(?:is|are) looking for\b|\bpresents? with varying\b",
    r"\bis (?:critical|essential|crucial|key|vital|important|central) (?:for|to|in) (?:\w+ly )?(?:\w+ing)\b",
    r"\bcan be (?:accelerated|achieved|addressed|improved) (?:by|through) (?:applying|using|better)\b",
    r"^(?:none|few|many|most) of the (?:included|reviewed|selected|identified|retrieved)\b",
    r"^(?:the )?number of (?:different )?\w+ (?:of|to|used)\b",
    (
        r"\b(?:is|are) of (?:\w+ )?(?:economic|potential|practical|clinical) (?:benefit|value|use|interest"
        r"|importance)\b"
    ),
    r"\brequires? in all cases\b|\bpreferred (?:\S+ )?(?:treatment )?in times of\b",
    (
        r"\b(?:is|are|was|were) (?:\w+ly )?(?:compared|evaluated against|recalculated|weighed against)\b"
        r"|\bnever been (?:studied|investigated|reported)\b|\bsampling design\b|\bwill be (?:chosen|selected"
        r"|used)\b"
    ),
    (
        r"\b(?:will be|is|are|would be) (?:\w+ )?(?:beneficial|valuable|useful|helpful|of interest) (?:for|to"
        r"|in) (?:the )?"
        r"(?:government|public|facilitat\w+|decision|researchers|readers|stud(?:y|ies)|understanding|planning"
        r"|designing)\b"
    ),
    r"\b(?:little|less|not much) is known\b|\b(?:was|were) repeated\b|\binvolved \d+",
    (
        r"\b(?:calculates?|computes?)\b|^given an? |^this (?:study|research|work) not only (?:provides|offers"
        r"|gives)\b"
    ),
    r"^with (?:the )?(?:\w+ )?\w+ analysis,",
    r"\b(?:has|have) to be (?:included|considered|kept|taken)\b|\bwith important implications\b",
    (
        r"\bunmet needs?\b|\bnew insights?\b|\b(?:practical|managerial) (?:\w+ )?(?:significance"
        r"|implications)\b|\bopportunities for\b"
    ),
    (
        r"^(?:the|our) (?:approaches|methods|frameworks|models|tools|techniques|scales|algorithms)\b(?! (?:of"
        r"|for|that)\b)"
    ),
    r"\bwe (?:\w+ly )?(?:reported|presented|developed|established|described|qualified)\b|\bcombines\b.*\bto\b",
    r"\bwhich is (?:proposed|thought|believed|hypothesi[sz]ed) to\b",
    r"\bresp\.|\bet al\b|\bdoi\b|\b10\.\d{4,}/",
    # what may come, what others found, and what something is worth
    (
        r"^(?:in the (?:near |coming )?future|in the (?:coming|next) years)\b|\banticipate[sd]?\b|\b(?:is"
        r"|are) projected to become\b"
    ),
    (
        r"^(?:recent|previous|earlier|prior|emerging|accumulating|growing|existing"
        r"|past) (?:\w+ )?(?:evidence|stud(?:y|ies)"
        r"|research|works?|reports|literature)\b"
    ),
    (
        r"\b(?:guiding|realistic|theoretical|reference|practical) (?:guiding )?(?:significance|value)\b"
        r"|\breference value\b"
    ),
    r"\bhelps? (?:us |to )?(?:better |fully )?understand\b|\b(?:better|deeper|improved|clearer) understanding\b",
    r"\bpartial(?:ly)? supports?\b|\bfurther supports? the (?:concept|idea|notion|view)\b",
    (
        r"\b(?:demonstrate|reveal|show|identif|uncover|suggest|describe|provide)\w* (?:a"
        r"|an) (?:\w+ )?(?:critical|novel|new|key"
        r"|important|unknown|potential|possible) (?:\w+ )?(?:mechanism|pathway|role|target|link|principle)s?\b"
        r"(?! (?:by which|in which|whereby|of|for|in|between))"
    ),
    # how a study went
    (
        r"\b(?:stability|robustness) of (?:the |these |our )?(?:results|findings|model|ranking)\b"
        r"|\bsensitivity analys[ei]s\b"
        r"|\b(?:was|were|is|are) (?:\w+ly )?(?:verified|adapted|inspired|piloted|written|named|labell?ed)\b"
        r"|\bmakes? (?:a|an) (?:\w+ )?(?:analysis|comparison|review|overview)\b|\bha(?:s|ve) inspired\b|\bpiloted\b"
    ),
    (
        r"\b(?:was|were|are|is) not (?:statistically )?significant(?:ly different)?\.$|\bof present (?:study"
        r"|meta|review)"
    ),
    r"\bless clear\b|\bimportant field\b|\bdata gaps?\b(?=.*\bwhen it comes\b$)",
    (
        r"\bdemonstrate[sd]? (?:the |an? )?(?:\w+ )?(?:application|use|utility|feasibility|usefulness"
        r"|applicability) of\b"
        r"|\b(?:is|are|were|was) (?:shown|commented|viewed|illustrated)\b(?! to\b| that\b)"
    ),
    # a part of a list, a heading without its subject, a tool
    (
        r"^\(?\d{1,2}[).]|: 1\)|^(?:presents?|describes?|discusses|reviews|shows|provides|examines"
        r"|reports|gives|outlines)\b"
        r"|\bprovides? (?:a|an) (?:\w+ )?(?:approach|method|tool|way|means|structure)\b|\buser[- ]friendly\b"
    ),
    (
        r"\b(?:aspects|areas|sets|issues|topics|questions) (?:\S+ ){0,12}(?:were|are|was"
        r"|is) (?:identified|considered|included)\b"
        r"|\brequired? (?:\w+ )?(?:monitoring|evaluation|attention|assessment)\b"
    ),
    # text that lost its form on the way
    r" ['’]s\b|\w\(\d\)|\( | \)|\bfigures? \d|\btable \d",
)
SAYS_LITTLE = re.compile("|".join(_EMPTY), re.IGNORECASE)
"""A sentence on what a paper is for, does or holds, on a method's use, or on the state of a field: no finding."""

_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_NAMED_BEFORE = (
    r"(?:field|platform|framework|institute|tool|patient(?= (?:is|was|has|had|remained|recovered"
    r"|experienced|underwent|showed|developed|died|received)\b)"
    r"|clinical situation|disease|disorder|company|instrument"
    r"|system|program(?:me)?|municipality|compounds?|simulations|experts|scenarios?|drug)"
)
_UNNAMED = (
    (
        rf"\bthe (?!(?:first|last|past|next|previous|other) )(?:[\w-]+ )?{_COUNT} (?!(?:most|main|years?|weeks?"
        rf"|months?|days?|decades?)\b)(?:[\w-]+ ){{0,3}}[a-z]+s\b"
        r"(?! (?:of|that|which)\b)"
    ),
    (
        rf"^(?:{_COUNT}|\w+teen|twenty) "
        r"(?:of \d+ )?(?:\(\d+%\) )?(?:[\w-]+ )?(?:domains|themes|factors|criteria|categories|sites|groups"
        r"|clusters|types"
        r"|items|dimensions|topics|transplanted|samples|cases)\b(?!.*:)"
    ),
    (
        r"\bthe (?:included|different|various|selected|studied|respective|corresponding|candidate|other) "
        r"(?!(?:types?|kinds?) )[a-z]+s\b(?! (?:of|that|in|for)\b)"
    ),
    rf"(?:^|^(?:\S+ ){{1,14}})the {_NAMED_BEFORE}\b(?! (?:of|that|for|with|in|to)\b)",
    (
        r"\b(?:mode|scenario|option|compound|strategy|cluster|algorithm|method|zone|alternative) (?-i:[A-Z]"
        r"|\d{1,2})"
        r"(?![\w/-])"
    ),
    r"\b(?:that|of|and|than|by|compounds?) \d{1,2}(?-i:[a-h])\b",
    r"^(?:more|most) important\b|^the (?:first|second|third) (?:is|are|was|were)\b",
    (
        r"\b(?:as|so) (?:promising|effective|good|strong|accurate|beneficial|useful|common"
        r"|efficient)\b(?! as\b| that\b)"
        r"(?!.* as )"
    ),
    r"\bsame (?:amount|number|level|dose|method|way)\b(?! (?:of \w+ )?as\b)",
    r"(?<!than the )(?<!than )(?<!among )\bothers\b",
    (
        r"^for (?:the )?\d|^whether\b|^only\b|^(?:the|an?) (?:\w+ )?(?:first|second|third) (?:tier|stage"
        r"|phase|step|group|part)\b|\bboth (?:methodologies|tools|scales|strategies"
        r"|alternatives)\b(?! (?:of|for)\b)"
        r"|^oppositely\b"
        r"|^(?:all|both|most|several|some|many) (?:papers|articles|publications|domains|items|themes|factors)\b"
    ),
    (
        r"\b(?:the|both|all|an?) (?:\w+ )?(?:intervention|control|treatment|experimental|study|older"
        r"|younger|test|comparison"
        r"|placebo) (?:groups?|arms?|cohorts?)\b(?! (?:of|with|that|who)\b)"
    ),
    r"\bof (?:our|these|the) (?:\w+ )?(?:models|samples|specimens)\b|\bacross all \w+\.$",
    (
        r"(?<!^)\b(?:this|these|those) (?:\w+ )?(?:data|findings|results|observations)\b"
        r"|^(?:the|these) (?:\w+ )*(?:results?|findings?|data)\b.* the (?:findings|results|observations)\b"
    ),
    (
        r"^(?:\S+ ){0,6}(?:در|برای|از|بر|با) (?:این|آن) (?!مطالعه|پژوهش|تحقیق|یافته|نتایج|بررسی|مقاله"
        r"|مرور|کارآزمایی|کشور|استان|شهر|بیماری\b|دو\b|دوره)"
    ),
    (
        r"^(?:in|for|from|with|by|of) that (?:\w+ )?[a-z]+\b|^(?:this|that|the (?:present|current)) case\b"
        r"|^for (?:most|all|some|both|each|every|(?:fe)?males?)\b|^in (?:most|some|both"
        r"|each) (?:sub)?groups?\b|\bx-axis\b"
    ),
    (
        r"^(?:irrespective|regardless|independent(?:ly)?) of (?:the|which|how|what)\b[^,]{0,60},"
        r"|^(?:according to|under|with|in|for) (?:the|all|both|either|each) (?:\w+ )?(?:models?|scenarios?"
        r"|approach(?:es)?"
        r"|algorithms?|methods?|assumptions?|specifications?|weightings?)\b(?: \w+)?,"
    ),
    r"^at (?:all|both) \w+|\bat all (?:two|three|four|five|six|seven|eight|nine|ten) \w+",
)
NAMES_UNNAMED = re.compile("|".join(_UNNAMED), re.IGNORECASE)
"""Words that mean something only to who has read the abstract: `the two locations`, `mode C`, `the platform`."""

_STATES = re.compile(
    r"\b(?:increas|decreas|reduc|improv|associat|correlat|predict|prevent|inhibit|induc|enhanc|suppress"
    r"|promot|protect"
    r"|higher|lower|greater|larger|smaller|longer|shorter|fewer|more|less|most|least|better|worse|best"
    r"|oldest|earliest"
    r"|largest|superior|inferior|outperform|exceed|similar|comparabl|effective|beneficial|caus|led to|leads? to"
    r"|result(?:s|ed) in|doubl|tripl|halv|fell|fall|rose|rise|risk|safe|surviv|mortal|significan"
    r"|evidence that|no "
    r"|not|never|only|none|rare|scarce|common|frequent|main|major|impact|effect|depend|driv|declin|stabili"
    r"|grew|grow"
    r"|vari|differ|confirm|require[sd]? (?!to))\w*|\d\s?%|\bone (?:in|of)\b|\bhalf\b|\bthird\b",
    re.IGNORECASE,
)
_PROCEEDS = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:rated|compared|related|recalculated|applied|drawn|included"
    r"|reported|used|based"
    r"|chosen|selected|examined|identified|defined|proposed|refined|validated|scored|ranked|weighted"
    r"|considered)\b"
    r"|\bmost (?:often |frequently |commonly )?(?:applied|used|reported|studied)\b|\bhighlight|\bopportunit"
    r"|\bdesign and\b|\baxes\b|\binconsistenc|\bwill be\b"
    r"|\bagreement\b|\bconsist(?:s|ed) of \d|[|<>=≤≥]",
    re.IGNORECASE,
)
"""How a study went rather than what it found: good enough for an abstract's results, and not for a post."""

_OWN = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")
_BEFORE_I = (
    r"(?:^|[,;:(–—“\"] ?|\b(?:that|and|but|which|what|when|where|while|as|so|here|then|thus|because|if|paper"
    r"|article|essay|chapter|how|why|than|therefore|since|although) )"
)
_ONE = re.compile(
    rf"{_BEFORE_I}I "
    r"(?:(?:\w+ly|also|then|first|next|now|thus|since|further|here|therefore|do|did|will|would|can|could|have|had"
    r"|shall|may|might) ){0,2}"
    r"(?:am|was|have|had|do|did|can|could|will|would|may|might|began|begin|saw|see|found|find|show|shown|think"
    r"|thought|argue|describe|discuss|explore|suggest|propose|conclude|present|report|review|examine|consider"
    r"|believe|hope|offer|outline|use|draw|drew|took|take|wrote|write|came|went|made|make|gave|give|met|felt|feel"
    r"|know|knew|learnt|look|ask|want|analy[sz]e|introduce|demonstrate|explain|identify|trace|[a-z]{3,}ed)\b"
    r"|\bI['’](?:m|ve|d|ll)\b|\b[Mm]y(?:self)? (?=[a-z])"
)
"""The first person singular; `phase I was`, `type I` and the `I` of other languages are not it."""
_DECIMALS = re.compile(r"\d[.,]\d")
_MOST_DECIMALS = 2


def speaks_as_authors(text: str) -> bool:
    """Return whether the sentence says `we` or `our`, which under an institution's name is the institution."""
    return bool(_OWN.search(text))


def speaks_as_one(text: str) -> bool:
    """Return whether a lone author speaks in the sentence (`I describe`, `my work`), as no institution does."""
    return bool(_ONE.search(text))


def is_of_figures(text: str) -> bool:
    """Return whether a sentence is mostly measurements, which few readers of a post can place."""
    return len(_DECIMALS.findall(text)) > _MOST_DECIMALS


def is_strong_result(text: str) -> bool:
    """Return whether a sentence of the results says in which direction, how much, or what depends on what."""
    if _STATES.search(text):
        return not _PROCEEDS.search(text)
    return not text.isascii()
