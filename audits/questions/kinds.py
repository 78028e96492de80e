"""The kinds of question, and which part of an answer each fills."""

from django.db import models


class Kind(models.TextChoices):
    YES_NO = "yes_no", "Yes or no"
    YES_PARTLY_NO = "yes_partly_no", "Yes, partly or no"
    MET = "met", "Fully, partly or not met"
    RAG = "rag", "Green, amber or red"
    LEVEL = "level", "Level, 1 to 4"
    CONFIDENCE = "confidence", "Confidence, 1 to 4"
    FREQUENCY = "frequency", "How often"
    SINGLE = "single", "One of several"
    MULTIPLE = "multiple", "Any of several"
    COUNT = "count", "A number"
    PERCENT = "percent", "A percentage"
    RATE = "rate", "A rate"
    DATE = "date", "A date"
    PERSON = "person", "A person"
    PERSON_DATE = "person_date", "A person and a date"
    TEXT = "text", "Text"
    EVIDENCE = "evidence", "Evidence"
    TABLE = "table", "A table"


ONE_CHOICE = frozenset(
    {
        Kind.YES_NO,
        Kind.YES_PARTLY_NO,
        Kind.MET,
        Kind.RAG,
        Kind.LEVEL,
        Kind.CONFIDENCE,
        Kind.FREQUENCY,
        Kind.SINGLE,
    }
)
NUMBERS = frozenset({Kind.COUNT, Kind.PERCENT, Kind.RATE})
DAYS = frozenset({Kind.DATE, Kind.PERSON_DATE})


class CellKind(models.TextChoices):
    """What a column of a table takes."""

    TEXT = "text", "Text"
    NUMBER = "number", "A number"
    DATE = "date", "A date"
    YES_NO = "yes_no", "Yes or no"


# The choices of each kind of question, unless the question has its own.
USUAL_CHOICES: dict[str, list[list[str]]] = {
    Kind.YES_NO: [["yes", "Yes"], ["no", "No"]],
    Kind.YES_PARTLY_NO: [["yes", "Yes"], ["partly", "Partly"], ["no", "No"]],
    Kind.MET: [["fully", "Fully met"], ["partly", "Partly met"], ["not", "Not met"]],
    Kind.RAG: [["green", "Green"], ["amber", "Amber"], ["red", "Red"]],
    Kind.LEVEL: [
        ["1", "Level 1"],
        ["2", "Level 2"],
        ["3", "Level 3"],
        ["4", "Level 4"],
    ],
    Kind.CONFIDENCE: [
        ["4", "Very confident"],
        ["3", "Confident, but there is more to do"],
        ["2", "Not yet confident"],
        ["1", "Not confident"],
    ],
    Kind.FREQUENCY: [
        ["monthly", "At least once a month"],
        ["half_termly", "Every half term"],
        ["termly", "Every term"],
        ["yearly", "Once a year"],
        ["less", "Less often"],
        ["never", "Never"],
    ],
}
