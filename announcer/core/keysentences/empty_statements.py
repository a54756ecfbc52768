"""Tell a sentence that gives advice, a promise, contents, a count or the state of a field in place of a finding."""

import re

_WORK = (
    r"(?:literature|stud(?:y|ies)|research|evidence|data|information|knowledge|documents|reports|guidelines|papers)"
)
_SCARCE = (
    r"(?:sparse|scarce|scanty|limited|lacking|rare|insufficient|inconclusive|heterogeneous|fragmented"
    r"|in short supply)"
)
_MATTERS = (
    r"(?:crucial|essential|important|vital|critical|imperative|paramount|fundamental|indispensable|necessary|key)"
)

_ADVICE = (
    (
        rf"\b(?:is|are|was|were|remains?|becomes?|seems?) (?:\w+ly |also |an? |of )?{_MATTERS}(?: \w+)?"
        r" (?:to|for|in"
        r"|that|when"
        r"|component|element|part|step|aspect|factor in)\b"
    ),
    r"\b(?:is|are) (?:an? )?(?:\w+ )?(?:cornerstone|prerequisite|building block|backbone|key to)\b",
    (
        r"\bprogress (?:can|could|will|may)\b|\b(?:efforts|strategies|policies|measures|interventions|attention)"
        r" (?:\S+ )"
        r"{0,6}(?:should|must|need|are needed|require)\b"
    ),
    (
        r"\b(?:policy|policies|responses?|strategies|approach(?:es)?|care|clinicians?|surgeons?"
        r"|practitioners|physicians"
        r"|researchers|policymakers|managers|planners|parents|patients) (?:\S+ ){0,8}(?:requires? (?:an? "
        r"|the )?[\w-]+"
        r"(?:-informed)? approach|may expect|can expect|need|are advised|are encouraged|may consider|can use|can be"
        r" guided)\b"
    ),
    (
        r"\b(?:can|could|may|might|will) (?:also |then )?(?:be of )?(?:help|assist|aid|guide|inform|support|enable"
        r"|allow"
        r"|serve|contribute|facilitate|pave|provide|form|give|offer|be (?:used|useful|helpful|applied|considered"
        r"|employed|utili[sz]ed|adopted|integrated|extended|valuable|performed|accelerated))\b(?! (?:to|in)"
        r" (?:the )?"
        r"(?:treat|diagnos|predict|distinguish|detect|identify patients|risk|development of|increase|mortality)\w*"
        r"| as (?:an? )?(?:\w+ )?(?:alternative|prognostic|predict|diagnostic|marker|biomarker|substitute)\w*)"
    ),
    (
        r"\b(?:great|much|considerable|high|significant|clear|good|future|strong) (?:potential|promise)\b"
        r"|\b(?:has|have|holds?|shows?) (?:the )?(?:potential|promise)\b|\bpotential (?:utility|use|value"
        r"|application)\b"
    ),
)
_CONTENTS = (
    (
        r"\b(?:concludes?|closes?|ends?|begins?|opens?|starts?) (?:by|with) (?:an? |the |some )?(?:\w+ )?(?:\w+ing"
        r"|discussions?|overview|reflections?|remarks|recommendations?|look|review|summary|outlook"
        r"|call|comments?)\b"
    ),
    (
        r"^(?:an?|the|this) (?:epilogue|prologue|afterword|introduction|final chapter|last chapter|first chapter"
        r"|chapter|part"
        r"|section|appendix|volume|book|essay|article|paper|report|guide|handbook|thesis|dissertation)\b(?!"
        r" (?:finds"
        r"|found"
        r"|shows|showed|concludes that|demonstrates))"
    ),
    (
        r"\b(?:is|are|was|were) (?:\w+ly |also )?(?:examined|explored|considered|analy[sz]ed|illustrated"
        r"|investigated|reviewed"
        r"|discussed|assessed|described|explained|outlined|surveyed|traced|sketched|compared)\b(?! as\b| by\b)"
    ),
    (
        r"\b(?:this|the) (?:study|paper|article|review|research|work|analysis) (?:has )?(?:aim|contribut|describ"
        r"|discuss|examin"
        r"|explor|fill|focus|present|propos|investigat|address|introduc|illustrat|summari[sz]"
        r"|outlin|develop|offer|provid"
        r"|review|attempt|consider|call|help|serve|appl|assess|evaluat|bring|synthesi[sz]|combin|extend|use)\w*\b"
    ),
    r"\bcould be (?:performed|conducted|included|retrieved|pooled) (?:on|for|in|with|from)\b",
    (
        r"\b(?:meta-?analys[ie]s|search|review|screening|bibliometric analysis) (?:\w+ )?(?:included"
        r"|identified|yielded"
        r"|retrieved|returned|covered|comprised|resulted in|found) (?:\w+ )*?(?:\d|[a-z]+teen\b|twenty|thirty)"
        r".{0,40}\b(?:articles|papers|studies|records|publications|trials|reports|documents|citations)\b"
    ),
    (
        r"\b(?:a total of |in total,? )?[\d,]+ (?:[\w-]+ ){0,3}(?:articles|papers|publications|records|citations"
        r"|documents"
        r"|manuscripts|abstracts)\b|\b(?:articles|papers|publications) (?:were|was|has|have|are)\b"
        r"|\bmany papers\b|\bincreasing (?:number|amount) of (?:papers|publications|articles|studies)\b"
    ),
    (
        r"\bmain criteria (?:are|were)\b|\b(?:criteria|domains|dimensions|modules|steps|stages|phases"
        r"|components|items"
        r"|indicators|attributes|variables|weights?) (?:are|were|is|was|represent|include|consist|comprise"
        r"|systematically)\b"
    ),
    (
        r"\b(?:modules?|toolbox|package|software|database|website|dashboards?|tool|framework|code|pipeline|app)"
        r" (?:\w+ly )?"
        r"(?:identif|organi[sz]|rank|provid|offer|allow|enabl|support|includ|contain|help|implement"
        r"|integrat|combin|is"
        r"|are|can)\w*"
    ),
)
_FIELD = (
    (
        rf"\b{_WORK}\b(?:(?!\b(?:show|suggest|indicat|that)\w*\b)[^.;]){{0,80}}?\b(?:is|are|was|were"
        r"|remains?|remain) "
        rf"(?:\w+ly |still |very |too |quite |also |either )*{_SCARCE}\b"
    ),
    (
        rf"\b(?:limited|few|little|scarce|sparse|insufficient|only few|a (?:general )?lack of|no|scant|small number"
        r" of) "
        rf"(?:\w+ ){{0,3}}{_WORK}\b(?! (?:of|for|that) an?\b)(?=.*\b(?:imped|hamper|hinder|exist|available|address"
        rf"|on|about|regarding|ha(?:s|ve)|into|of|in|which|that)\b)"
    ),
    (
        r"\bthe (?:advent|emergence|rise|introduction|growing (?:use|interest|number)) of\b.{0,120}\b(?:has|have)"
        r" (?:\w+ )?"
        r"(?:forced|led|made|opened|created|prompted|given|brought|changed|increased|enabled|transformed)\b"
    ),
    (
        r"\b(?:is|are|has become|have become) (?:an? |the )?(?:\w+ )?(?:widely|commonly|increasingly|often"
        r"|frequently"
        r"|generally|currently|routinely) (?:used|applied|known|recogni[sz]ed|employed|accepted|considered"
        r"|adopted)\b"
    ),
    (
        r"\b(?:could|can|may) be (?:evaluated|studied|measured|assessed|investigated|modell?ed|characteri[sz]ed"
        r"|quantified"
        r"|examined|analy[sz]ed|estimated|calculated|classified|divided|categori[sz]ed|achieved|obtained|found)\b"
    ),
    (
        r"\b(?:growing|increasing|rising|renewed|much|great) (?:interest|attention|awareness|recognition|concern"
        r"|demand)\b"
    ),
    (
        r"\bis an example of\b|\bplays? an? (?:\w+ )?(?:important|key|crucial|vital|central|major"
        r"|significant|pivotal"
        r"|critical|essential) (?:role|part)s?\b(?!.*\b(?:by|through|via)\b)"
    ),
    (
        r"\b(?:complex|multifactorial|multifaceted|dynamic|heterogeneous|challenging|complicated) (?:process"
        r"|problem"
        r"|issue"
        r"|disease|disorder|phenomen\w+|task|field)\b"
    ),
    (
        r"\b(?:identified|revealed|found|presented|showed|provides?|offers?) (?:\w+ ){0,3}(?:gaps|challenges|needs"
        r"|themes"
        r"|opportunities|barriers and facilitators|trends|patterns|a range of|a variety of|various|several"
        r"|different"
        r"|a number of)\b(?!.*\b(?:including|such as|than|:))"
    ),
)
_BARE = (
    # what only the title names, and what only says that something was found
    (
        r"^the (?:[\w-]+ )?(?:analys[ei]s|experiments?|simulations?|survey|models?) (?:provides?"
        r"|yields?|gives?|offers?)\b"
    ),
    (
        r"^(?:the|these|our) (?:results?|findings?"
        r"|data) provides? evidence of (?:[\w’']+ ){0,2}(?:abilit|useful|value"
        r"|utility|role|need)"
    ),
    (
        r"^it (?:is|was) argued\b|^(?:the )?intent of\b|\b(?:is|are|was|were) decomposed\b"
        r"|\bis responsible for numerous\b"
    ),
    r"\bthe target (?:invasive|compound|species|group|population)\b|\bto bridge this\b|\bthis (?:divide|gap)\b",
    r"^no (?:clear |significant )?(?:contribution|effect|difference|change)s? [^,]*, since\b",
)
_SMALL = (
    (
        r"^(?:\d+(?:\.\d+)? ?(?:%|per cent)|\d+|[a-z]+(?:teen|ty)) (?:\(\S+\) )?(?:of )?(?:the )?(?:[\w-]+"
        r" ){1,6}(?:and \d+ ?% of "
        r"(?:[\w-]+ ){1,4})?(?:was|were) (?:\w+ly )?\w+(?:ed|en)\b[^,;]{0,30}\.$"
    ),
    (
        r"^(?:traditionally|historically|typically|usually|generally|commonly|currently|nowadays|today|so"
        r" far|to date"
        r"|until now|known from|previously)\b|\b(?:have|has) (?:traditionally|historically|long|previously) been\b"
    ),
    (
        r"^the (?:result|finding|conclusion|effect) holds\b|\bfrom here\b|^some \w+ "
        r"|\bthe new (?:taxon|species|genus|specimen|material|method|model|form)\b"
        r"|^(?:evidence|the findings?|the results?) (?:drives?|indicates? that (?:\w+ )?might)\b|^dataset\b"
    ),
    (
        r"\bis useful (?:for|in|to)\b(?! (?:predict|diagnos|detect|distinguish|treat)\w*)|\b(?:has"
        r"|have) played an? (?:\w+ )?(?:role|part)\b"
    ),
    (
        r"^in line\b|\b(?:scenario|model|case|option|group|strategy|alternative|site|sample|variant|phase"
        r"|cluster)s?"
        r" [A-Z]?\d{1,2}[a-z]?\b"
    ),
    (
        r"\burgent (?:matter|need|issue|priority|task|question)\b|^it (?:was|is) (?:thought|hoped|expected|believed"
        r"|felt|planned)\b"
        r"|\b(?:led to|inspired|prompted|stimulated) (?:\w+ ){0,5}(?:studies|research|papers|work)\b"
        r"|\bthough (?:may"
        r"|might|can)\b"
    ),
    r"\bin other \w+\b|\bunder-?(?:represented|reported|studied|researched)\b",
    (
        r"\bis an? (?!(?:\S+ ){0,2}(?:safe|effective|reliable|accurate|feasible"
        r"|superior)\b)(?:[\w-]+,? (?:and )?){0,3}"
        r"(?:variant|type|form|subtype|disease|disorder|condition|tumou?r"
        r"|neoplasm|entity"
        r"|syndrome|infection|technique|method|procedure|discipline|field|concept|term|species)\b(?! (?:that"
        r"|which) )"
    ),
)
_BROKEN = (
    r"\b\w+s of [\w\s-]{3,60}? (?:is|was) (?:examined|analy[sz]ed|described|explored|studied)\b",
    r"\bal (?:lag|least|all)\b|\b(\w{4,}ing) \1\b|\ba \w+ which (?:might|may|could) be \w+s\b",
    (
        r"\b(?:a|an|one|each|every) (?:[\w-]+ ){0,4}(?:modulators|inhibitors|agonists|antagonists|receptors"
        r"|systems)\b"
        r"(?= (?:is|was|has|show|had))"
    ),
    r"\btherefore (?:specific|unique|characteristic|typical)\b",
)
_PERSIAN = (
    (
        r"می[\u200c ]?توان(?:د|ند)?\b[^.]*(?:کمک|راهگشا|مفید|سودمند|مورد استفاده|به[\u200c ]?کار|گام|زمینه"
        r"|راهنما|مبنا"
        r"|الگو|فراهم|یاری|استفاده (?:شود|کرد|کنند|نمود))"
    ),
    r"(?:کمک|یاری) (?:می[\u200c ]?(?:کند|کنند|نماید|نمایند)|خواهد کرد|نماید|کند)(?! به (?:کاهش|افزایش))",
    r"به پایان (?:رساند|برد)|(?:نفر|بیمار|زن|مرد|کودک) (?:بررسی|وارد|شرکت|مطالعه)",
    r"(?:ضروری|لازم|مهم|مفید) به نظر می[\u200c ]?رسد|ضرورت (?:توجه|بازنگری|دارد)",
    r"(?:شایسته|لازم|ضروری|مناسب|حائز اهمیت|ضرورت|اولویت) (?:است|دارد|می[\u200c ]?باشد)",
    r"(?:از )?اهمیت (?:بسیار|ویژه|بالا|خاص|زیاد|به[\u200c ]?سزا)\w*(?:ی)? (?:دارد|برخوردار|است)",
    (
        r"(?:مدل|الگو|روش|ابزار|چارچوب|سامانه|برنامه)(?:ی|ٔ|ِ)? (?:پیشنهادی|ارائه[\u200c ]?شده|حاضر|مذکور"
        r"|طراحی[\u200c ]?شده)"
    ),
    r"(?:هر دو|دو|همهٔ?|تمامی?) (?:روش|گروه|مدل|ابزار|بخش|مرحله)(?! (?:از|که|بیماران|با|درمان|آموزش))",
    (
        r"^(?:برنامه|سامانه|استان|هر دو (?:دارو|روش|گروه)|متغیرها|ایزوله[\u200c ]?ها) (?:از نظر"
        r"|دارای|در|به|باعث|موجب)"
        r"|^\S+ درصد (?:از )?ایزوله[\u200c ]?ها (?!ی)|(?<!در )\sاستان (?:است|بود|را|می)|\bهر دو دارو\b"
        r"|مهم[\u200c ]?ترین متغیرها (?:بود|هست|شد)|چالش[\u200c ]?های (?:اصلی|عمده) (?:بود|هست)"
    ),
    r"گروه (?:مداخله|کنترل|آزمون|کششی|شاهد|آزمایش|تمرین|تجربی)(?=\s)(?!.*(?:در مقایسه|نسبت به گروه))",
)
_EMPTY = re.compile("|".join((*_ADVICE, *_CONTENTS, *_FIELD, *_BARE, *_SMALL, *_BROKEN)), re.IGNORECASE)
_EMPTY_PERSIAN = re.compile("|".join(_PERSIAN))


def says_nothing_new(text: str) -> bool:
    """Return whether a sentence reports no finding, but advice, a promise, contents, a count or background."""
    return bool(_EMPTY.search(text) or (not text.isascii() and _EMPTY_PERSIAN.search(text)))
