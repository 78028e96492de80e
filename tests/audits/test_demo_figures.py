"""The demonstration's figures: exact, and the same every time."""

from collections import Counter

import pytest

from audits.demo import figures
from audits.questions import bank
from audits.questions.contents import new_question

SIZES = [100 + 7 * place % 900 for place in range(figures.PUBLISHED)]


def column(code, schools=figures.PUBLISHED):
    return figures.numbers(code, schools, sizes=SIZES[:schools])


def test_referrals_are_the_published_ones():
    referrals = column("front-door-referrals")

    assert sum(referrals) == 1751
    assert referrals.count(0) == 31
    assert sum(sorted(referrals)[-39:]) == 875


def test_physical_interventions_are_the_published_ones():
    interventions = column("physical-interventions")

    assert interventions.count(0) == 131
    assert sum(1 <= number <= 10 for number in interventions) == 108
    assert sum(number > 10 for number in interventions) == 34
    assert sum(interventions) == 3181


def test_concerns_are_the_published_ones():
    concerns = column("concerns-to-dsl")

    assert sum(concerns) == 33_413
    assert min(concerns) > 0


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("residential-visits", {"4": 187, "3": 74, "2": 9, "1": 3}),
        ("governors-know-part-two", {"yes": 266, "partly": 5, "no": 2}),
        ("inspection-guidance-considered", {"yes": 26, "no": 247}),
        ("low-level-concern-forms", {"yes": 228, "no": 45}),
        ("looked-after-designated-teacher", {"yes": 246, "partly": 19, "no": 8}),
        (
            "dsl-supervision",
            {"none": 85, "established": 96, "begun": 61, "planned": 31},
        ),
    ],
)
def test_choices_are_the_published_ones(code, counts):
    assert Counter(figures.choices(code, figures.PUBLISHED)) == counts


def test_safeguarding_is_on_268_agendas_at_least_termly():
    frequencies = Counter(figures.choices("safeguarding-on-agenda", figures.PUBLISHED))

    often = sum(frequencies[one] for one in ("monthly", "half_termly", "termly"))
    assert often == 268


def test_47_choose_early_help_and_time_comes_first():
    named = Counter(
        one
        for some in figures.named("new-challenges", figures.PUBLISHED, none=True)
        for one in some
    )

    del named["none"]
    assert named["early_help"] == 47
    assert named.most_common(2)[0][0] == "time"


@pytest.mark.parametrize("code", figures.NUMBERS)
def test_a_column_is_the_same_every_time(code):
    assert column(code) == column(code)


@pytest.mark.parametrize("schools", [1, 8, 169, 273, 290])
@pytest.mark.parametrize("code", figures.NUMBERS)
def test_a_column_fits_any_number_of_schools(code, schools):
    sizes = [100] * schools

    assert len(figures.numbers(code, schools, sizes=sizes)) == schools


@pytest.mark.parametrize("schools", [0, 1, 7, 169, 273, 1200])
def test_counts_always_add_up_to_the_number_of_schools(schools):
    shares = figures.in_proportion({"yes": 246, "partly": 19, "no": 8}, schools)

    assert sum(shares.values()) == schools


def test_numbers_that_cannot_add_up_are_refused():
    with pytest.raises(ValueError, match="cannot add up to 100"):
        figures.spread(3, 100, least=1, most=9, name="x")


def test_every_question_of_ours_has_answers_that_it_offers():
    for fields in bank.questions_for().questions:
        question = new_question(fields, letter="A", number=1)
        if question.takes_one_choice:
            given = set(figures.choices(question.code, 273, kind=question.kind))
        elif question.code in figures.NAMED:
            columns = figures.named(question.code, 273, none=True)
            given = {choice for some in columns for choice in some} - {"none"}
        else:
            continue
        assert given <= {choice for choice, _ in question.choices}, question.code


def test_every_number_and_day_of_ours_has_figures():
    questions = [
        new_question(fields, letter="A", number=1)
        for fields in bank.questions_for().questions
    ]

    numbers = {one.code for one in questions if one.takes_number}
    days = {one.code for one in questions if one.takes_day}
    assert (numbers, days) == (set(figures.NUMBERS), set(figures.DATES))
