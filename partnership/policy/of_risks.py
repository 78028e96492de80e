"""Local rules for the risk register: scales, bands and the escalation threshold."""

from typing import Any

from partnership.guards.outcomes import Refused
from partnership.policy import allowed as checks
from partnership.policy.setting import Column, Group, Kind, Setting

LEVELS = (1, 2, 3, 4, 5)
HIGHEST_SCORE = 25


def _scale(*levels: tuple[str, str]) -> list[dict[str, Any]]:
    """Five levels, from the lowest, each with a word and a meaning."""
    return [
        {"words": f"Level {level}", "word": word, "meaning": meaning}
        for level, (word, meaning) in zip(LEVELS, levels, strict=True)
    ]


LIKELIHOOD = _scale(
    ("Rare", "It would be surprising; it has not happened here"),
    ("Unlikely", "It could happen, but not in the next two years"),
    ("Possible", "It could well happen within a year or two"),
    ("Likely", "We expect it within a year"),
    ("Almost certain", "It is happening, or will happen within months"),
)
IMPACT = _scale(
    ("Negligible", "No effect on children; put right as part of normal work"),
    ("Minor", "Help for a few children is delayed, but soon put right"),
    ("Moderate", "Help for some children is delayed, or a duty is met late"),
    ("Major", "Children come to avoidable harm, or a duty is not met"),
    ("Severe", "Serious harm to a child, or safeguarding fails across an agency"),
)
BANDS = [
    {
        "value": "green",
        "word": "Low",
        "lowest": 1,
        "meaning": "Monitored at its reviews; no other action needed",
    },
    {
        "value": "amber",
        "word": "Medium",
        "lowest": 6,
        "meaning": "Its owner reduces it, or explains why it stays",
    },
    {
        "value": "red",
        "word": "High",
        "lowest": 12,
        "meaning": "Actions are under way and reported to its subgroup",
    },
]


def _five_levels(value: list[dict[str, Any]]) -> None:
    if [row["words"] for row in value] != [f"Level {level}" for level in LEVELS]:
        raise Refused("A scale has five levels, from 1 to 5")


def _from_the_lowest(value: list[dict[str, Any]]) -> None:
    lowest = [row["lowest"] for row in value]
    if lowest[0] != 1:
        raise checks.Unfit([("0-lowest", "The first band must begin at 1")])
    for place in range(1, len(lowest)):
        if lowest[place] <= lowest[place - 1]:
            sentence = "Each band must begin above the one before it"
            raise checks.Unfit([(f"{place}-lowest", sentence)])


_scale_check = checks.all_of(
    checks.rows(
        words=checks.line(20),
        word=checks.line(30),
        meaning=checks.line(200),
    ),
    _five_levels,
    checks.once("word", "Use each word once"),
)
_SCALE_COLUMNS = (
    Column(name="words", words="Level", kind=Kind.NAME),
    Column(name="word", words="Word", kind=Kind.TEXT, width=20),
    Column(name="meaning", words="What it means", kind=Kind.LONG_TEXT),
)

OF_RISKS = [
    Setting(
        name="risk_likelihood_scale",
        words="Likelihood of a risk",
        explanation="How likely the risk is. Printed with every risk register",
        group=Group.RISKS,
        kind=Kind.ROWS,
        default=LIKELIHOOD,
        columns=_SCALE_COLUMNS,
        said="{words}: {word}. {meaning}",
        check=_scale_check,
    ),
    Setting(
        name="risk_impact_scale",
        words="Impact of a risk",
        explanation="How severe the impact would be. Printed with every risk register",
        group=Group.RISKS,
        kind=Kind.ROWS,
        default=IMPACT,
        columns=_SCALE_COLUMNS,
        said="{words}: {word}. {meaning}",
        check=_scale_check,
    ),
    Setting(
        name="risk_bands",
        words="Risk score bands",
        explanation="Words and colours for scores (likelihood multiplied by impact, 1 "
        "to 25)",
        group=Group.RISKS,
        kind=Kind.ROWS,
        default=BANDS,
        columns=(
            Column(
                name="value",
                words="Colour",
                kind=Kind.CHOICE,
                choices=tuple((each, each.capitalize()) for each in checks.RATINGS),
            ),
            Column(name="word", words="Word", kind=Kind.TEXT, width=20),
            Column(name="lowest", words="Lowest score", kind=Kind.NUMBER),
            Column(name="meaning", words="What it means", kind=Kind.LONG_TEXT),
        ),
        said="{word} from {lowest} ({value}). {meaning}",
        check=checks.all_of(
            checks.rows(
                value=checks.one_of(checks.RATINGS),
                word=checks.line(30),
                lowest=checks.number(1, HIGHEST_SCORE),
                meaning=checks.line(200),
            ),
            checks.once("value", "Use each colour once"),
            checks.once("word", "Use each word once"),
            _from_the_lowest,
        ),
    ),
    Setting(
        name="risk_escalation_threshold",
        words="Risk escalation threshold",
        explanation="The business manager and the executive are emailed when a risk "
        "reaches this score",
        group=Group.RISKS,
        kind=Kind.NUMBER,
        default=15,
        check=checks.number(1, HIGHEST_SCORE),
    ),
]
