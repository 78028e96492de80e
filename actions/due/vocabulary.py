"""The words about a date that change what it means, as expressions."""

import re
from datetime import date

from actions.due.moments import MONTH, WEEKDAY_ALONE

LONGEST = 2000
BLANK = re.compile(
    r"\W*(?:by|on|in|t\.?b\.?[acd]\.?"
    r"|to be (?:confirmed|agreed|advised|decided|determined|set|scheduled)"
    r"|n/?a|not applicable|none|nil|no date|not known|unknown|x)?\W*"
)
TBC = re.compile(
    r"\bt\.?b\.?[acd]\b|to be confirmed|to be agreed(?! (?:by|at|in|on)\b)"
    r"|provisional|\?\s*$|^\?"
)
ABOUT = re.compile(
    r"\b(?:circa|approx(?:imately)?|around|roughly|est(?:imated)?)\b|(?<![a-z.])ca?\. "
    r"|(?<![a-z./])(?:ca?\.?|~) ?(?=[0-9]{1,2}(?:st|nd|rd|th)?[ /.-]"
    rf"(?:{MONTH}|[0-9]))"
    rf"|~ ?(?={MONTH}|mid|end)|(?:^|\b(?:by|in|at|on) )about\b"
)
SOON = re.compile(
    r"\b(?:asap|a\.s\.a\.p\.?|as soon as|immediate(?:ly)?|urgent(?:ly)?)\b"
    r"|^\W*(?:right |from )?now\b(?! [a-z])|\bfrom now\b"
)
ONGOING = re.compile(
    r"(?<!not )(?<!no longer )\b(?:on[ -]?going|continu(?:ous(?:ly)?|al(?:ly)?|ing)"
    r"(?! (?:professional|improvement|provision|assessment|health))"
    r"|(?<!off )(?<!off-)rolling|permanent(?:ly)?(?! [a-z])"
    r"|business as usual|bau|until further notice|indefinite(?:ly)?"
    r"|throughout(?! (?:the )?(?:whole )?"
    r"(?:schools?|partnership|count[yi]|cit[yi]|borough|area|workforce|agenc"
    r"|organi|service"
    r"|setting|process|report)))\b"
)
WHOLE_YEAR = re.compile(
    r"(?<!later )(?<!late )(?<!early )(?<!earlier )\b(?:throughout|through|all"
    r"|during|across|over|in|within)(?: the)? (?:whole )?"
    r"(?:year|plan)\b|\byear[ -]round\b|^in[ -]year$|^(?:the )?(?:whole|full"
    r"|entire) year$"
)
COUNT = r"(?:[0-9]+|one|two|three|four|five|six|eight|ten|twelve)"
NUMBER = rf"(?:{COUNT}|an?)"
SPELL = r"(?:working |calendar |school )?(?:day|week|month|term|quarter|year)s?"
RELATIVE = re.compile(
    rf"\b(?:within|in) (?:the next )?{NUMBER}[ -]"
    r"(?:working |calendar |school )?(?:day|week|month|term|year)s?\b"
    rf"|^\W*{NUMBER}[ -](?:working |calendar |school )?(?:day|week|month|year)s?\W*$"
    rf"|\b{NUMBER}[ -]{SPELL} (?:after|from|following|before|prior to)\b"
    r"|\b(?:next|this|coming|following) (?:working )?(?:day|week|month)\b"
    r"|\b(?:next|this|coming|following) (?:(?:half[ -])?term|quarter|year)\b"
    r"|\b(?:next|this|coming|following) (?:financial|fiscal|academic|school) year\b"
    r"|\b(?:end of )?(?:the )?(?:month|week|term|quarter|year)[ -]?end\b"
    r"|\b(?:start|end) of (?:the )?(?:month|week|term|quarter|year|day)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:today|tomorrow|yesterday|shortly|soon)\b"
)
# “6 weeks from 1 June”, “April for 12 months”: somebody has to count.
COUNTED_BEFORE = re.compile(
    rf"\b{NUMBER}[ -]{SPELL} (?:on )?"
    r"(?:from|after|of|before|following|prior to|post)(?: the)? ?$"
    # “10 working days before the Board on 12 June”, “within 6 weeks of launch (May)”
    rf"|(?:\bwithin {NUMBER}[ -]{SPELL} of|\b{NUMBER}[ -]{SPELL} (?:after|from|before"
    r"|following|prior to|post|ahead of|in advance of)) [a-z' -]{1,50}\(?$"
    rf"|\b{NUMBER}[ -]{SPELL}(?: [a-z-]+){{1,3}} (?:from|starting|beginning"
    r"|commencing) $"
)
COUNTED_AFTER = re.compile(
    rf"\s?(?:\bfor|\bplus|\+) ?(?:a further )?{NUMBER}[ -]{SPELL}\b"
)
# “June 2025 (12th)”
LONELY_DAY = re.compile(r"[ ,]*\(?([0-9]{1,2}(?:st|nd|rd|th))\)?$")
SO_LONG = re.compile(rf"\bfor (?:the next |a further )?{NUMBER}[ -]{SPELL}\b")
DEPENDS = re.compile(
    r"\b(?:subject to|if (?:agreed|approved|needed|required|possible)|depend(?:ent|ing)"
    r"|once(?! (?:a|per|each|every|in|during)\b))\b"
)
MEETING = re.compile(r"\b(?:meeting|board|committee|exec(?:utive)?|sub[ -]?group)\b")
OF_A_MEETING = re.compile(
    r"(?:[a-z&'-]+ ){0,2}(?:meeting|board|committee|exec(?:utive)?|sub-?group)\b"
)
DONE = re.compile(
    r"(?<!\bbe )(?<!\bto )(?<!\buntil )(?<!\bmay )(?<!\bwill )(?<!\bmust )"
    r"(?<!\bshould )(?<!\bcan )(?<!\bnot )(?<!\byet )(?<!\bhave been )(?<!partially )"
    r"(?<!partly )(?<!nearly )(?<!almost )(?<!when )(?<!once )"
    r"\b(?:complete(?! (?!(?:and|but|as|in|on|at|for|now|by)\b"
    rf"|{MONTH})[a-z])|completed|done|achieved|closed|finished)\b(?! by\b)"
)
# What went before a day that is past: when it was done, not when it is due.
PAST = re.compile(
    r"(?<!\bbe )(?<!\bnot )(?<!\byet )(?<!\bhave been )\b(?P<note>"
    r"(?:completed|done|closed|achieved|finished|actioned|signed off|updated"
    r"|last (?:reviewed|updated|met|discussed))(?: on| in)?[\s:(-]*(?:the\s)?)$"
)
# What a date belongs to that is no deadline: when it was raised, where it comes from.
ORIGIN = re.compile(
    r"(?<!\bbe )\b(?P<note>(?:(?:date )?(?:raised|opened|added|logged|identified)"
    r"|dated|born|(?:overdue|outstanding) (?:since|from)|minutes of"
    r"|(?:meeting|board|executive|session) (?:was )?held)"
    r"(?: (?:on|in|at|the|last|previous|meeting|of))*[\s:(-]*"
    r"|(?:actions?|matters?|items?|points?|learning|lessons(?: learn(?:ed|t))?|feedback"
    r"|findings|recommendations?|themes|evidence|issues|arising|results|outcomes"
    r"|carried (?:forward|over)|rolled (?:forward|over)|brought forward|c/f|b/f)"
    r" (?:arising |raised |identified |coming |carried forward )?from (?:the )?"
    r"(?:(?:minutes of|meeting (?:of|on)|board (?:of|on)) (?:the )?)?"
    r"|(?:previously|originally|formerly)(?: due)?[\s:(-]*(?:by |in |on )?)$"
)
MOVED_FROM = re.compile(
    r"\b(?:moved|revised|slipped|changed|postponed|delayed|deferred|extended"
    r"|re-?scheduled) from $"
)
# “Published June 2025”: a text that begins so tells what was, or what is to be.
TELLING = re.compile(
    r"\W*(?:published|launched|approved|agreed|signed off|ratified|issued|circulated"
    r"|presented|shared|delivered|received|decided|reviewed|sent|submitted|implemented"
    r"|established|introduced|as (?:at|of))\b"
)
# “12 June (Friday)”
WEEKDAY_BEHIND = re.compile(
    rf"[\s,]*\(?(?P<weekday>{WEEKDAY_ALONE})\b\.?(?!\s*(?:-|to\b|and\b|&|[0-9]|w/))"
)
# “Sept 25 at the earliest”
FROM_THEN = re.compile(r"[\s,(-]*(?:at )?(?:the )?(?:very )?earliest\b")
# “Before the inspection in September”, “ahead of the launch on 1 June”
BEFORE_THAT = re.compile(
    r"\b(?:before|prior to|ahead of|in advance of) (?!end|the end)[a-z' -]{1,50}\(?$"
)
# “Monthly except August”
LEFT_OUT = re.compile(
    r"\b(?:except|excluding|apart from|other than|not)(?: (?:in|for|during))?(?: the)? "
    rf"(?:{MONTH}|(?:spring|summer|autumn|easter|christmas|q[1-4]|quarter|terms?"
    r"|(?:school )?holidays?|half[ -]term|weekends?)\b)"
)
TERM_TIME = re.compile(r"\bterm[- ]time\b")
ANOTHER_YEAR = r"(?:next|last|following|previous|coming) (?:[a-z]+ )?year(?:'s)?"
# “12/15 schools”: so many of so many.
FRACTION = re.compile(
    r" (?:of|schools?|staff|agenc|partners?|settings?|returns?|respon|children"
    r"|young|cases|audits?|teams?|actions?|recommendations?|colleges?|members?)"
)
# “After the consultation in May”
AFTER_THAT = re.compile(
    r"(?<!looked )\b(?:after|following) (?!which|school)[a-z' -]{1,50} "
    r"(?:of|on|in|from) (?:the )?$"
)
NOT_UNTIL = re.compile(r"\bnot [a-z]+ until (?:the )?$")
NOT_THEN = re.compile(r"\bnot (?:(?:at|by|in|on|for|due|due by) )?(?:the )?$")
NEXT_OR_LAST = re.compile(r"\b(?P<which>next|last|previous|coming)(?: the)? $")
BASELINE = re.compile(r"\s(?:baseline|figures?|levels?|outturn|average|position)\b")
# “The start of term in September”
TERM_BOUND = re.compile(
    r"\b(?:start|beginning|end|first day|last day) of (?:the )?term"
    r"(?:,? in| -|,)? ?\(?$"
)
# “Recommendation 3 May 2025”: the number may be the recommendation's.
NUMBERED = re.compile(
    r"\b(?:actions?|rec(?:ommendation)?s?|priority|objective|item|standard|finding"
    r"|question|section|part|annex|appendix|chapter|page|para(?:graph)?|ref|lot|module"
    r"|unit)\.? $|(?:^|(?<=of )|(?<=by ))week $"
)
# “Led by June Brown”
A_NAME = re.compile(
    r"\b(?:led|owned|chaired|actioned) by $"
    r"|\b(?:lead|owner|chair|officer|author)(?: is|:| -)? $"
)
# “The first Board of 2026”
BOARD_OF = re.compile(
    r"\b(?:first|second|third|fourth|final|last) (?:[a-z]+ ){0,2}"
    r"(?:meeting|board|committee|exec(?:utive)?|sub[ -]?group)s? (?:of|in) (?:the )?$"
)
# “Friday of w/c 2 June”
DAY_OF = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:,| of| in)?(?: the)? ?$"
)
HELD = re.compile(r"\b(?:on hold|paused|suspended)\b")
# “The revised policy” has not moved; “revised to”, “revised date” has.
MOVED = re.compile(
    r"\b(?:(?:moved|extended|revised|changed|delayed)\b"
    r"(?! (?!(?:to|from|until|till?|into|by|back|on|at|in|for|again|and|now|due|new|end"
    r"|mid|early|late|w/[ce]|target|time(?:scale|frame|line)s?|deadlines?|dates?"
    r"|completion|delivery|review|once|twice|the)\b"
    rf"|{MONTH})[a-z])|slipped|postponed|re-?scheduled|pushed (?:back|to)|put back"
    r"|brought forward|carried (?:forward|over)|rolled (?:forward|over)|c/f|deferred)\b"
)
SERIAL = re.compile(r"([345][0-9]{4})(?:\.[0-9]+)?")
EIGHT_DIGITS = re.compile(r"[0-9]{8}")
# “30.9” or “03-26”: no more than two short numbers.
BARE_PAIR = re.compile(r"(?:by |due )?(?P<a>[0-9]{1,2})[.-](?P<b>[0-9]{1,2})\.?")
EXCEL_EPOCH = date(1899, 12, 30)

NTH = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
WEEKDAY_NAME = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SHAPE = re.compile(
    rf"(?<![a-z0-9])(?P<shape>(?:{NTH}|fifth|5th) (?:{WEEKDAY_NAME}|working day"
    r"|fortnight)"
    r"|early ?(?:to|-|/) ?mid|mid ?(?:to|-|/) ?(?:late|end)"
    r"|end|close|last day|start|beginning|first day|1st day|half ?way|early"
    r"|mid(?:dle)?|late"
    r"|w/c|w\.c\.?|wc|w/b|wb|w/e|w\.e\."
    r"|(?:week|wk) (?:commencing|beginning|starting|of|ending)"
    rf"|{NTH} week|week [1-5]|(?:first|second|1st|2nd|latter) half)"
    r"(?P<by>(?: date)?[\s:-]*(?:of\s|in\s|through\s|into\s)?(?:the\s)?)$"
)
LEAD = re.compile(
    r"(?<![a-z])(?P<lead>by|no later than|not later than|on or before|in|on|at|during"
    r"|for|of|due|throughout|across|over|within|not before|not until"
    r"|earliest|(?:no|not) (?:earlier|sooner) than"
    r"|(?:on hold|paused|suspended) until"
    r"|with effect from|effective from|effective|wef|w\.e\.f\.?|from|since"
    r"|starting|starts?|started|commencing"
    r"|commence[sd]?|beginning|begins?|began|until|till?|up to|through to|through|to"
    r"|before|prior to|ahead of|in advance of|(?<!looked )after"
    r"|following(?: on from)?|between)"
    r"(?:\s(?:in|on|from))?[\s:]*(?:the\s)?$"
)
ONWARDS = re.compile(
    r"[\s,(-]*(?:on-?wards?|(?:and|&) (?:then )?(?:on-?going|continuing|beyond)"
    r"|(?:then |to )?on-?going|(?:to )?present|to date|(?:and )?thereafter"
    r"|until further notice|\+(?!\s*[a-z0-9]|\s+$))(?![a-z])"
)
LEFT_OPEN = re.compile(
    r"\s*(?:(?:to|until|till|up to|-)[\s.?]*"
    r"|(?:to|until|till|up to) (?:tb[acd]|to be .*))$"
)
ENDING = re.compile(
    r"[\s-]end(?![a-z]|\s?:| (?:tb[acd]|to be|ongoing)"
    r"| (?:of|date|[0-9])| [a-z]{3,9}\.? [0-9])"
)
RANGE = re.compile(r"\s*(?:-|/|to|until|till|through(?: to)?|up to)\s*")
LIST = re.compile(r"\s*(?:,|;|and|&|\+|, and|; and)\s*")
FILLERS = re.compile(
    r"\b(?:by|in|on|at|the|of|to|and|or|for|during|due|date|deadline|target|from|tbc"
    r"|review|annual(?:ly)?|yearly|quarterly|monthly|between|each|every|around"
    r"|approximately|approx)\b|[^a-z0-9]"
)
FROM = {"from", "since", "starting", "start", "starts", "started", "commencing"}
FROM |= {"commence", "commences", "commenced", "beginning", "begin", "begins", "began"}
FROM |= {"with effect from", "effective from", "effective", "wef", "w.e.f.", "w.e.f"}
UNTIL = {"until", "til", "till", "up to", "to", "through to", "through"}
BEFORE = {"before", "prior to", "ahead of", "in advance of"}
AFTER = {"after", "following", "following on from"}
NOT_BEFORE = {"earliest", "not before", "not until", "on hold until", "paused until"}
NOT_BEFORE |= {"suspended until", "no earlier than", "not earlier than"}
NOT_BEFORE |= {"no sooner than", "not sooner than"}
