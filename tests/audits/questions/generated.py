"""Question sets made up by hypothesis, with every kind of question and condition."""

from decimal import Decimal

from hypothesis import strategies as st

from audits.questions import conditions
from audits.questions.applicability import FLAGS
from audits.questions.contents import Contents
from audits.questions.kinds import (
    DAYS,
    NUMBERS,
    ONE_CHOICE,
    USUAL_CHOICES,
    CellKind,
    Kind,
)
from audits.questions.models import QuestionSet
from partnership.policy.sectors import Sector
from partnership.schools.models import School

VALUES = st.from_regex(r"[a-z0-9_]{1,12}", fullmatch=True)
DAY = st.dates().map(lambda day: day.replace(year=2000 + day.year % 50, day=1))


def words(texts):
    return texts.filter(str.strip)


@st.composite
def contents(draw, texts):
    """A whole set whose words are drawn from `texts`."""
    asked: list[dict] = []
    sections = [
        {
            "letter": letter,
            "title": draw(words(texts)),
            "guidance": draw(texts),
            "questions": [
                draw(questions(texts, asked, f"code-{letter}-{n}"))
                for n in range(draw(st.integers(1, 3)))
            ],
        }
        for letter in "ABC"[: draw(st.integers(1, 3))]
    ]
    contradictions = [
        {"conditions": found, "words": draw(words(texts))}
        for found in draw(st.lists(several(asked), max_size=2))
        if found
    ]
    return Contents(
        title=draw(texts),
        edition=draw(texts)[:40],
        guidance_edition=draw(texts),
        audience=draw(st.sampled_from(QuestionSet.Audience.values)),
        sections=sections,
        contradictions=contradictions,
    )


@st.composite
def questions(draw, texts, asked, code):
    kind = draw(st.sampled_from(Kind.values))
    question = {"code": code, "kind": kind, "text": draw(words(texts))}
    for name in ("why_we_ask", "guidance_reference", "gap_text", "gap_measure"):
        if found := draw(texts):
            question[name] = found
    for name, usual in (
        ("is_statutory", False),
        ("is_optional", False),
        ("is_reworded", False),
        ("allows_not_applicable", True),
    ):
        if draw(st.booleans()):
            question[name] = not usual
    if kind in {*ONE_CHOICE, Kind.MULTIPLE}:
        if kind not in USUAL_CHOICES or draw(st.booleans()):
            values = draw(st.lists(VALUES, min_size=1, max_size=4, unique=True))
            question["choices"] = [[value, draw(words(texts))] for value in values]
        values = [one for one, _ in question.get("choices", USUAL_CHOICES.get(kind))]
        if gaps := draw(st.lists(st.sampled_from(values), unique=True)):
            question["gap_answers"] = gaps
        if told := draw(st.dictionaries(st.sampled_from(values), words(texts))):
            question["descriptors"] = told
    if kind == Kind.LEVEL and draw(st.booleans()):
        question["lowest_is_best"] = True
    if kind in NUMBERS:
        number = st.integers(0, 10**9).map(lambda n: Decimal(n) / 100)
        for name in ("gap_below", "gap_above"):
            if draw(st.booleans()):
                question[name] = draw(number)
        if unit := draw(texts)[:40].strip():
            question["unit"] = unit
    if kind in DAYS and draw(st.booleans()):
        question["gap_after_months"] = draw(st.integers(1, 120))
    if kind == Kind.TABLE:
        question["columns"] = [
            {
                "key": key,
                "label": draw(words(texts)),
                "kind": draw(st.sampled_from(CellKind.values)),
            }
            for key in draw(st.lists(VALUES, min_size=1, max_size=3, unique=True))
        ]
    if shown := draw(several(asked)):
        question["show_if"] = shown
    if rule := draw(RULES):
        question["applies_to"] = rule
    if draw(st.booleans()):
        first, last = sorted([draw(DAY), draw(DAY)])
        question |= {"from_date": first, "to_date": last}
    asked.append(question)
    return question


RULES = st.fixed_dictionaries(
    {},
    optional={
        "phases": st.lists(st.sampled_from(School.Phase.values), min_size=1),
        "sectors": st.lists(st.sampled_from(Sector.values), min_size=1),
        "ages": st.tuples(st.integers(0, 9), st.integers(10, 19)).map(list),
        **dict.fromkeys(FLAGS, st.booleans()),
    },
)


def several(asked):
    """Conditions about any of these questions."""
    compared = st.sampled_from(sorted(conditions.COMPARED))
    ways = [
        st.tuples(compared, st.integers(0, 900)).map(
            lambda one: {"fact": "pupils", one[0]: one[1]}
        )
    ]
    for question in asked:
        values = [
            v
            for v, _ in question.get("choices", USUAL_CHOICES.get(question["kind"], []))
        ]
        about = {"code": question["code"]}
        if values:
            some = st.lists(st.sampled_from(values), min_size=1, unique=True)
            ways.append(some.map(lambda found, about=about: about | {"answers": found}))
        if question["kind"] in NUMBERS:
            number = st.one_of(st.integers(0, 900), st.sampled_from([0.5, 12.25]))
            ways.append(
                st.tuples(compared, number).map(
                    lambda one, about=about: about | {one[0]: one[1]}
                )
            )
    return st.lists(st.one_of(ways), max_size=2)
