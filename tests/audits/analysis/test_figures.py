"""The analysis of rounds, against the published figures of domain.md 10.3."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from audits import yearly
from audits.analysis import figures as analysis_figures
from audits.analysis.figures import (
    Numbers,
    QuestionAnalysis,
    Share,
    for_others,
    smallest_told,
)
from audits.demo import figures
from audits.gaps import services as gaps
from audits.questions import bank as question_bank
from audits.questions.models import Question
from audits.returns import services as returns_services
from audits.returns.models.answers import Answer, Given
from audits.returns.models.returns import AuditReturn
from audits.signing import services as signing
from audits.yearly import SectionGaps
from partnership.dates import clock
from partnership.dates.years import ReportYear
from partnership.people.models import Organisation
from partnership.policy import values as policy
from partnership.schools.models import School
from tests.audits.factories import (
    CLOSES,
    make_question_set,
    make_round,
    question,
    submitted_return,
)
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
YEAR = ReportYear.containing(CLOSES)


def columns_of(questions, count):
    """The demonstration's answers as values of `Answer`, by question."""
    sizes = [100 + 7 * place % 900 for place in range(count)]
    for one in questions:
        if one.takes_one_choice:
            values = figures.choices(one.code, count)
            yield one, [{"choice": value} for value in values]
        elif one.code in figures.NAMED:
            none = ["none", "None of these"] in one.choices
            values = figures.named(one.code, count, none=none)
            yield one, [{"choices": list(value)} for value in values]
        elif one.code in figures.NUMBERS:
            values = figures.numbers(one.code, count, sizes=sizes)
            yield one, [{"number": value} for value in values]


@pytest.fixture
def published():
    """273 submitted returns whose columns are the demonstration's."""
    count = figures.PUBLISHED
    organisations = Organisation.objects.bulk_create(
        Organisation(kind="school", name=f"School {number}") for number in range(count)
    )
    schools = School.objects.bulk_create(
        School(organisation=one, status=School.Status.OPEN) for one in organisations
    )
    bank = make_question_set(sections=question_bank.questions_for().sections)
    round_ = make_round(*schools, question_set=bank)
    returns = list(AuditReturn.objects.filter(round=round_).order_by("pk"))
    by, at = PersonFactory(), clock.now()
    Answer.objects.bulk_create(
        Answer(audit_return=row, question=one, by=by, at=at, **value)
        for one, column in columns_of(round_.questions, count)
        for row, value in zip(returns, column, strict=True)
    )
    for row in returns:
        row.status, row.submitted_by, row.submitted_at = "submitted", by, at
        row.receipt_number = signing.receipt_number(row)
    AuditReturn.objects.bulk_update(
        returns, ["status", "submitted_by", "submitted_at", "receipt_number"]
    )
    return round_


def test_the_yearly_report_has_the_published_figures(
    published, django_assert_num_queries
):
    # The round, its questions, counts, returns, local rules, three of analysis, gaps.
    with django_assert_num_queries(9):
        year = yearly.summarise(YEAR)

    assert year.returned.in_words == "273 of 273 (100.0%)"
    assert [share.in_words for share in year.key_answers] == [
        "266 of 273 (97.4%)",  # know what part two expects
        "268 of 273 (98.2%)",  # on the agenda at least termly
        "26 of 273 (9.5%)",  # inspectors' guidance considered
        "246 of 273 (90.1%)",  # designated teacher for looked-after children
        "261 of 273 (95.6%)",  # 187 very confident, 74 with more to do
        "45 of 273 (16.5%)",  # low-level concern forms not adopted
        "85 of 273 (31.1%)",  # no developments in supervision
        "47 of 273 (17.2%)",  # early help
    ]
    numbers = {key.words: key.numbers for key in year.key_numbers}
    concerns = numbers["Concerns reported to DSLs"]
    assert (concerns.total, round(concerns.mean, 1)) == (33_413, Decimal("122.4"))
    referrals = numbers["Referrals to children’s social care"]
    assert (referrals.total, referrals.mean) == (1751, Decimal("6.41"))
    assert referrals.zero_share.in_words == "31 of 273 (11.4%)"
    assert (referrals.top_schools, referrals.top_total) == (39, 875)
    assert referrals.top_percentage == Decimal("49.97")
    assert referrals.half_schools == 40
    interventions = numbers["Physical interventions"]
    assert [band.count for band in interventions.bands] == [131, 108, 34]
    assert interventions.total == 3181
    assert interventions.mean_of_others == Decimal("22.4")


def test_the_analysis_shows_every_answer(published):
    found = {
        analysis.question.code: analysis
        for section in analysis_figures.analyse(published, sees_each=True)
        for analysis in section.questions
    }

    assert [share.count for share in found["residential-visits"].answers] == [
        187,
        74,
        9,
        3,
    ]
    assert {s.words: s.count for s in found["dsl-supervision"].answers}[
        "There have been no developments"
    ] == 85
    assert {s.words: s.count for s in found["new-challenges"].answers}[
        "Getting early help for a family"
    ] == 47
    assert set(found) == {one.code for one in published.questions}


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share("", 3, 8), "3 of 8"),
        (Share("", 19, 19), "19 of 19"),
        (Share("", 5, 20), "5 of 20 (25.0%)"),
        (Share("", 1751, 2000), "1,751 of 2,000 (87.6%)"),
        (Share("", 0, 0), "0 of 0"),
    ],
)
def test_a_percentage_needs_enough_schools(share, words):
    assert share.in_words == words


NUMBERS = Numbers(
    n=30, total=Decimal(40), largest=Decimal(4), median=Decimal(1), zeros=10,
    up_to_ten=20, over_ten=0, top_schools=4, top_total=Decimal(14), half_schools=6,
)  # fmt: skip


class TestWhatOthersSee:
    def lines(self, kind="count", **numbers):
        return for_others(
            QuestionAnalysis(
                question=Question(kind=kind),
                n=numbers.get("n", NUMBERS.n),
                not_applicable=0,
                numbers=replace(NUMBERS, **numbers),
            ),
            smallest_told(),
        ).lines

    def test_one_schools_small_count_is_hidden(self):
        assert self.lines()[0] == "Total 40. Mean 1.33, median 1, largest under 5"
        assert self.lines(largest=Decimal(5))[0].endswith("largest 5")
        assert self.lines(largest=Decimal(0))[0].endswith("largest 0")

    def test_a_small_total_is_hidden_but_zero_is_shown(self):
        assert self.lines(total=Decimal(4)) == [
            "Not shown: the total is under 5 but not zero"
        ]
        assert self.lines(total=Decimal(0))[0].startswith("Total 0.")

    def test_a_small_number_among_the_top_schools_is_hidden(self):
        assert (
            self.lines(top_total=Decimal(4))[-1] == "Too few to show the distribution"
        )
        assert self.lines()[-1].startswith("4 schools account for 14 (35.00%)")

    def test_percentages_are_not_hidden(self):
        assert self.lines(kind="percent", total=Decimal(3)) == [
            "Mean 0.10, median 1, as percentages"
        ]

    def test_local_rules_set_the_limits(self):
        policy.change("suppression_threshold", 3, by=None)
        policy.change("comparison_group_minimum", 31, by=None)

        assert self.lines() == ["Shown once 31 schools have answered"]
        assert self.lines(n=31, total=Decimal(4))[0].startswith("Total 4.")
        assert self.lines(n=31, total=Decimal(2)) == [
            "Not shown: the total is under 3 but not zero"
        ]


class TestASmallRound:
    @pytest.fixture
    def sent(self, elms, dee, hal, gwen):
        one = question(elms, "deputies")
        plan = gaps.GapPlan(justification="Two lead jointly")
        elms_answers = {
            "dsl_in_leadership": Given(choice="no"),
            "deputies": Given(number=Decimal(0)),
            "reviewed": Given(not_applicable_reason="New school"),
        }
        returns_services.save_answers(elms, {one: Given(number=Decimal(0))}, by=dee)
        gaps.plan_gaps(elms, {one: plan}, by=dee)
        elms_answers.pop("deputies")
        elms_answers["deputies"] = Given(number=Decimal(0), version=1)
        return submitted_return(elms, dsl=dee, head=hal, governor=gwen, **elms_answers)

    def test_counts_gaps_and_their_actions(self, sent, elm):
        year = yearly.summarise(YEAR, organisation=elm.organisation)

        assert year.gaps == (
            SectionGaps("A", "Leads", gaps=2, statutory=1, actions=1, justified=1),
        )
        assert (year.asked, year.submitted, year.not_started) == (1, 1, 0)

    def test_figures_from_few_schools_are_left_out_of_the_published_report(self, sent):
        year = yearly.summarise(YEAR)

        assert (year.asked, year.submitted, year.not_started) == (2, 1, 1)
        assert (year.key_answers, year.key_numbers, year.gaps) == ((), (), ())
        html = render_to_string("audits/_yearly_report_section.html", {"section": year})
        assert "1 of 2 returns were submitted so far" in html
        assert "Shown once 5 schools have answered." in html

    def test_leaves_out_unsubmitted_returns(self, sent, oaks, ola):
        returns_services.save_answers(
            oaks, {question(oaks, "dsl-in-leadership"): Given(choice="no")}, by=ola
        )

        analysis = analysis_figures.analyse(sent.round, sees_each=True)[0].questions[0]

        assert analysis.n == 1
        assert [(s.words, s.count) for s in analysis.answers] == [
            ("Yes", 0),
            ("Partly", 0),
            ("No", 1),
        ]

    def test_counts_not_applicable_separately(self, sent):
        reviewed = analysis_figures.analyse(sent.round, sees_each=True)[1].questions[1]

        assert (reviewed.n, reviewed.not_applicable) == (0, 1)
        assert reviewed.lines == ["No school has answered this yet"]

    def test_shows_how_numbers_are_distributed(self, sent):
        leads, practice = analysis_figures.analyse(sent.round, sees_each=True)

        assert leads.questions[1].lines == [
            "Total 0. Mean 0.00, median 0.0, largest 0",
            "None: 1 of 1",
            "1 to 10: 0 of 1",
            "More than 10: 0 of 1",
            "Too few to show the distribution",
        ]
        assert practice.questions[2].lines == [
            "Mean 97.50, median 97.5, as percentages"
        ]

    def test_narrows_to_a_school_or_a_trust(self, sent, oak, elm):
        trust = Organisation.objects.create(kind="trust", name="Hedgerow Trust")
        elm.trust = trust
        elm.save()

        by = [elm.organisation, oak.organisation, trust]
        years = [yearly.summarise(YEAR, organisation=one) for one in by]

        assert [(year.asked, year.submitted) for year in years] == [
            (1, 1),
            (1, 0),
            (1, 1),
        ]

    def test_the_report_section_shows_the_findings(self, sent, elm):
        year = yearly.summarise(YEAR, organisation=elm.organisation)
        html = render_to_string("audits/_yearly_report_section.html", {"section": year})

        assert "1 of 1 returns were submitted so far" in html
        assert "Gaps by section of the audit, 2024/25" in html


@pytest.mark.parametrize(
    ("closes_on", "label"),
    [
        (date(2026, 3, 31), "2025/26"),
        (date(2026, 4, 1), "2026/27"),
    ],
)
def test_a_round_belongs_to_the_year_it_closes_in(elm, closes_on, label):
    make_round(elm, closes_on=closes_on)

    years = [ReportYear(2025), ReportYear(2026)]
    found = [year.label for year in years if yearly.summarise(year).asked]

    assert found == [label]


def test_a_year_without_a_round_says_so():
    year = yearly.summarise(YEAR)

    html = render_to_string("audits/_yearly_report_section.html", {"section": year})

    assert year.asked == 0
    assert "No audit round closed between 1 April 2025 and 31 March 2026" in html
