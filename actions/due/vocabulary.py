"""The words about a date that change what it means, as expressions."""

import re
from datetime import date

LONGEST = 2000
BLANK = re.compile(
    r"\W*(?:by|on|in|tb[acd]|to be (?:confirmed|agreed|advised|decided|determined|set)"
    r"|n/?a|not applicable|none|nil|no date|not known|unknown|x)?\W*"
)
TBC = re.compile(r"\btb[acd]\b|to be (?:confirmed|agreed)|provisional|\?\s*$")
SOON = re.compile(
    r"\b(?:asap|a\.s\.a\.p\.?|as soon as|immediate(?:ly)?|urgent(?:ly)?)\b"
)
ONGOING = re.compile(
    r"\b(?:on[ -]?going|continu(?:ous(?:ly)?|al(?:ly)?|ing)|rolling|permanent(?:ly)?"
    r"|business as usual|bau|until further notice|throughout)\b"
)
WHOLE_YEAR = re.compile(
    r"\b(?:throughout|all|during|across|over|in)(?: the)? (?:whole )?(?:year|plan)\b"
    r"|^in[ -]year$"
)
RELATIVE = re.compile(
    r"\b(?:within|in) (?:the next )?(?:[0-9]+|an?|one|two|three|four|six|twelve)[ -]"
    r"(?:working |calendar |school )?(?:day|week|month|term|year)s?\b"
    r"|\b(?:next|this|coming|following) (?:day|week|month)\b"
    r"|\b(?:next|this|coming|following) (?:(?:half[ -])?term|quarter|year)\b"
    r"|\b(?:end of )?(?:the )?(?:month|week|term|quarter|year)[ -]?end\b"
    r"|\bend of (?:the )?(?:month|week|term|quarter|year|day)\b"
    r"|\b(?:today|tomorrow|yesterday|shortly|soon)\b"
)
MEETING = re.compile(r"\b(?:meeting|board|committee)\b")
DONE = re.compile(r"\b(?:complete|completed|done|achieved|closed)\b")
SERIAL = re.compile(r"([345][0-9]{4})(?:\.0+)?")
EXCEL_EPOCH = date(1899, 12, 30)

SHAPE = re.compile(
    r"(?<![a-z])(?P<shape>end|close|last day|start"
    r"|beginning|first day|early|mid(?:dle)?|late|w/c|w\.c\.|wc|w/b|w/e"
    r"|week (?:commencing|beginning|starting|of|ending)"
    r"|(?:first|last) week)[\s:-]*(?:of\s|in\s)?(?:the\s)?$"
)
LEAD = re.compile(
    r"(?<![a-z])(?P<lead>by|no later than|not later than|in|on|at|during|for|of|due"
    r"|with effect from|effective from|from|since|starting|starts?|commencing"
    r"|beginning|until|till?|up to|before|prior to|ahead of|in advance of|after"
    r"|following|between)"
    r"[\s:]*(?:the\s)?$"
)
ONWARDS = re.compile(
    r"[\s,(-]*(?:on-?wards?|and (?:then )?(?:ongoing|continuing|beyond)"
    r"|(?:then )?ongoing|and thereafter|thereafter|until further notice|\+)(?![a-z])"
)
LEFT_OPEN = re.compile(r"\s*(?:to|until|till|up to|-)[\s.?]*$")
ENDING = re.compile(r"[\s-]end(?![a-z])")
RANGE = re.compile(r"\s*(?:-|/|to|until|till|through(?: to)?|up to)\s*")
LIST = re.compile(r"\s*(?:,|;|and|&|\+|, and|; and)\s*")
FILLERS = re.compile(
    r"\b(?:by|in|on|at|the|of|to|and|or|for|during|due|date|deadline|target|from|tbc"
    r"|review|between|each|every|around|approximately|approx)\b|[^a-z0-9]"
)
FROM = {"from", "since", "starting", "start", "starts", "commencing", "beginning"}
FROM |= {"with effect from", "effective from"}
UNTIL = {"until", "til", "till", "up to"}
BEFORE = {"before", "prior to", "ahead of", "in advance of"}
AFTER = {"after", "following"}
