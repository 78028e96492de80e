"""Question sets, and planning, opening and closing rounds."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from audits.questions import bank, files
from audits.questions import services as questions
from audits.questions.models import QuestionSet
from audits.returns import services as returns
from audits.returns.models.returns import AuditReturn
from audits.rounds import services as rounds
from audits.rounds.models import Round
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.schools.models import School
from tests.audits.factories import (
    CLOSES,
    OPENS,
    SECTIONS,
    make_question_set,
    make_round,
    return_of,
    submitted_return,
)
from tests.factories import MembershipFactory, PersonFactory, SchoolFactory

pytestmark = pytest.mark.django_db


class TestQuestionSets:
    def test_the_bank_covers_sections_a_to_m(self):
        call_command("load_question_set", "2026/27", "--guidance", "KCSIE 2026")

        question_set = QuestionSet.objects.get()
        letters = "".join(s.letter for s in question_set.sections.all())
        assert letters == "ABCDEFGHIJKLM"
        assert question_set.status == QuestionSet.Status.IN_FORCE
        assert question_set.guidance_edition == "KCSIE 2026"
        assert question_set.contradictions.count() >= 8

    @pytest.mark.parametrize("ending", files.WRITTEN)
    def test_a_file_is_loaded_instead_of_ours(self, tmp_path, ending):
        file = tmp_path / f"questions.{ending}"
        ours = bank.questions_for(bank.Audience.EARLY_YEARS)
        file.write_bytes(files.written(ours, ending)[0])

        call_command("load_question_set", "2026/27", "--file", str(file))

        question_set = QuestionSet.objects.get()
        assert question_set.audience == bank.Audience.EARLY_YEARS
        assert len(question_set.questions) == len(ours.questions)

    def test_a_file_with_problems_loads_nothing(self, tmp_path):
        file = tmp_path / "questions.yaml"
        file.write_text("title: Audit\nsections: none\n")

        with pytest.raises(CommandError, match="line 2, sections: should be a list"):
            call_command("load_question_set", "2026/27", "--file", str(file))

        assert not QuestionSet.objects.exists()

    def test_a_file_that_is_not_there_loads_nothing(self, tmp_path):
        with pytest.raises(CommandError, match="cannot be read: No such file"):
            call_command("load_question_set", "1", "--file", str(tmp_path / "no.yaml"))

    def test_an_edition_can_only_be_loaded_once(self):
        call_command("load_question_set", "2026/27")

        with pytest.raises(CommandError, match="already"):
            call_command("load_question_set", "2026/27")

    def test_an_unknown_person_loads_nothing(self):
        with pytest.raises(CommandError, match="No person has"):
            call_command("load_question_set", "2026/27", "--by", "no@where.example")

        assert not QuestionSet.objects.exists()

    def test_a_set_in_force_takes_no_more_questions(self):
        question_set = make_question_set()

        with pytest.raises(Refused, match="only be added to a draft"):
            questions.add_section(
                question_set, letter="C", title="More", questions=[], by=None
            )

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"kind": "single"}, "Look at question A1. Answers: list the answers"),
            (
                {"kind": "yes_no", "gap_answers": ["partly"]},
                "Answers that show a gap: “partly” is not one of the answers",
            ),
        ],
    )
    def test_a_question_that_contradicts_itself_is_refused(self, fields, words):
        sections = [
            {**SECTIONS[0], "questions": [{"code": "x", "text": "?", **fields}]}
        ]

        with pytest.raises(Refused, match=words):
            make_question_set(sections=sections)

        assert not QuestionSet.objects.exists()


class TestOpening:
    def test_asks_each_school_and_invites_its_dsl_and_head_once(
        self, elm, oak, dee, hal, gwen, cole
    ):
        MembershipFactory(person=hal, organisation=oak.organisation, role="dsl")

        round_ = make_round(elm, oak)

        assert round_.counts() == {
            "not_started": 2,
            "in_progress": 0,
            "ready": 0,
            "submitted": 0,
        }
        letters = {m.person.name: m.body for m in Message.objects.all()}
        assert set(letters) == {"Dee", "Hal"}
        assert "Oak Academy" not in letters["Dee"]
        assert "Elm Primary School" in letters["Hal"]
        assert "Oak Academy" in letters["Hal"]
        assert [event.event for event in history.of(round_)] == ["opened", "planned"]

    def test_1200_schools_take_the_same_queries_as_one(
        self, elm, django_assert_max_num_queries
    ):
        schools = SchoolFactory.create_batch(120)

        with django_assert_max_num_queries(60):
            make_round(elm, *schools)

        assert AuditReturn.objects.count() == 121

    def test_schools_already_asked_are_skipped(self, round_, elm, elms):
        later = SchoolFactory()

        added = returns.add_schools(round_, [elm, later], by=None, on=OPENS)

        assert [row.school for row in added] == [later]

    def test_a_return_links_to_the_previous_one(self, elms, elm, oak, dee, hal, gwen):
        submitted_return(elms, dsl=dee, head=hal, governor=gwen)

        later = make_round(
            elm,
            oak,
            academic_year="2025/26",
            opens_on=date(2026, 9, 1),
            closes_on=date(2026, 10, 31),
        )

        assert return_of(later, elm).previous == elms
        assert return_of(later, oak).previous is None

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"closes_on": OPENS}, "after the opening"),
            ({}, "already a Safeguarding audit 2024/25"),
        ],
    )
    def test_a_round_needs_valid_dates_and_a_unique_title(self, round_, change, words):
        with pytest.raises(Refused, match=words):
            rounds.plan_round(
                **{
                    "question_set": round_.question_set,
                    "title": round_.title,
                    "academic_year": round_.academic_year,
                    "opens_on": OPENS,
                    "closes_on": CLOSES,
                    "by": None,
                    **change,
                }
            )

    def test_questions_must_be_in_force(self):
        draft = questions.create_question_set(title="Audit", edition="1", by=None)

        with pytest.raises(Refused, match="not in force"):
            rounds.plan_round(
                question_set=draft,
                title="Audit",
                academic_year="2024/25",
                opens_on=OPENS,
                closes_on=CLOSES,
                by=None,
            )

    def test_a_round_without_schools_stays_planned(self):
        round_ = rounds.plan_round(
            question_set=make_question_set(),
            title="Audit",
            academic_year="2024/25",
            opens_on=OPENS,
            closes_on=CLOSES,
            by=None,
        )

        with pytest.raises(Refused, match="no school"):
            returns.open_round(round_, [], by=None, on=OPENS)

        assert Round.objects.get().status == Round.Status.PLANNED

    def test_launching_asks_every_school_in_scope(self, elm, oak):
        School.objects.update(type_code=1, status=School.Status.OPEN)
        SchoolFactory(status=School.Status.CLOSED, type_code=1)

        round_ = returns.launch_round(
            question_set=make_question_set(),
            title="Audit",
            academic_year="2024/25",
            closes_on=CLOSES,
            by=PersonFactory(),
            on=OPENS,
        )

        assert set(round_.returns.values_list("school", flat=True)) == {elm.pk, oak.pk}


class TestClosing:
    def test_a_round_is_reopened_with_a_new_deadline(self, round_, amara):
        rounds.close_round(round_, by=amara)

        rounds.reopen_round(round_, closes_on=date(2025, 11, 14), by=amara)

        round_.refresh_from_db()
        assert (round_.status, round_.closes_on) == ("open", date(2025, 11, 14))
        assert [event.event for event in history.of(round_)][:2] == [
            "reopened",
            "closed",
        ]

    def test_a_closed_round_asks_no_more_schools(self, round_):
        rounds.close_round(round_, by=None)

        with pytest.raises(Refused, match="not open"):
            returns.add_schools(round_, [SchoolFactory()], by=None, on=OPENS)

    def test_a_round_can_only_be_closed_once(self, round_):
        rounds.close_round(round_, by=None)

        with pytest.raises(Refused, match="is closed"):
            rounds.close_round(round_, by=None)
