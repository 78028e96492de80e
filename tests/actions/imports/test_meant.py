"""Which action a row means, what is asked first, and what was answered of another."""

import pytest

from actions.imports.services import ACTIONS
from actions.outline import services as outline
from actions.register.models.actions import Action
from partnership.guards.outcomes import Refused
from partnership.uploads import services
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.imports.plan_files import (
    ON,
    again,
    applied,
    imported,
    outcomes,
    previewed,
    uploaded,
)
from tests.partnership.sheets import csv


@pytest.fixture
def plan(amara):
    return make_plan(amara, title="Business plan")


class TestReferences:
    def test_a_file_that_counts_anew_does_not_write_texts_into_other_actions(
        self, plan, amara
    ):
        imported(
            csv("Priority,Action", "P1 One,Write the guide", ",Read the law"),
            plan=plan,
            by=amara,
        )

        preview = again(
            csv(
                "Ref,Priority,Action",
                "P1.1,P1 One,Read the law",
                "P1.2,P1 One,Write the guide",
            ),
            plan,
            amara,
        )

        assert [(row.known.action.ref, row.changes) for row in preview.rows] == [
            ("P1.2", []),
            ("P1.1", []),
        ]
        assert preview.rows[0].remarks == [
            "P1.1 is another action here; this one is known by its words"
        ]

    def test_one_action_in_several_rows_is_known_by_its_owners(self, plan, amara):
        imported(
            csv("Priority,Action,Lead", "P1 One,Write it,Mo", ",Write it,Bo"),
            plan=plan,
            by=amara,
        )

        preview = again(
            csv("Priority,Action,Lead", "P1 One,Write it,Bo", ",Write it,Mo"),
            plan,
            amara,
        )

        assert outcomes(preview) == [("row 2", "already"), ("row 3", "already")]

    def test_a_reference_is_taken_in_whatever_letters_it_is_written(self, plan, amara):
        other = make_priority(make_plan(amara, title="Another plan"), ref="X")
        make_action(text="Theirs", by=amara, priority=other)

        imported(
            csv("Ref,Priority,Action", " x.1 ,WSCP1 One,Write it"), plan=plan, by=amara
        )

        assert plan.priorities.get().actions.get().ref == "WSCP1.1"


class TestDoubts:
    CONTENT = csv(
        "Priority,Action,Lead", "P1 One,Write it,Mo", ",Total: 1,", ",Page 2 of 2,"
    )

    def test_totals_and_notes_are_asked_about(self, plan, amara):
        plan_import = uploaded(self.CONTENT, plan=plan, by=amara)
        before = previewed(plan_import)

        services.answer(
            ACTIONS,
            plan_import,
            answers={"3:action": "leave_out", "4:action": "keep"},
            version=1,
            by=amara,
            on=ON,
        )
        applied(plan_import, by=amara)

        assert outcomes(before) == [
            ("row 2", "new"),
            ("row 3", "question"),
            ("row 4", "question"),
        ]
        assert [row.questions[0].words for row in before.asked] == [
            "Row 3 looks as if it is a total. Is it an action?",
            "Row 4 looks as if it is a note about the table. Is it an action?",
        ]
        assert list(Action.objects.order_by("pk").values_list("text", flat=True)) == [
            "Write it",
            "Page 2 of 2",
        ]

    def test_what_came_in_is_not_asked_about_again(self, plan, amara):
        plan_import = uploaded(self.CONTENT, plan=plan, by=amara)
        services.answer(
            ACTIONS,
            plan_import,
            answers={"3:action": "keep", "4:action": "keep"},
            version=1,
            by=amara,
            on=ON,
        )
        applied(plan_import, by=amara)

        assert again(self.CONTENT, plan, amara).totals["already"] == 3

    @pytest.mark.parametrize("title", ["By when", "Raised by"])
    def test_a_child_is_looked_for_wherever_words_are_kept(
        self, plan, amara, education, title
    ):
        content = csv(f"Action,{title}", "Look at it,Ann Reed (3/4/2014)")

        preview = previewed(uploaded(content, organisation=education, by=amara))

        assert outcomes(preview) == [("row 2", "question")]


class TestAnswers:
    CONTENT = csv(
        "Priority,Action",
        "P1,Write the pathway for children who go missing at night",
    )

    @pytest.fixture
    def priority(self, plan):
        return make_priority(plan, ref="P1")

    @pytest.fixture
    def action(self, priority, amara):
        return make_action(
            text="Write the pathway for children who go missing",
            priority=priority,
            by=amara,
        )

    def nearer(self, priority, amara):
        return make_action(
            text="Write the pathway for children who go missing at dusk",
            priority=priority,
            by=amara,
        )

    def test_an_answer_is_of_the_question_that_was_seen(
        self, plan, amara, priority, action
    ):
        plan_import = uploaded(self.CONTENT, plan=plan, by=amara)
        self.nearer(priority, amara)

        with pytest.raises(Refused, match="changed since these questions were asked"):
            services.answer(
                ACTIONS,
                plan_import,
                answers={"2:same": "same"},
                version=1,
                by=amara,
                on=ON,
            )

    @pytest.mark.parametrize("answer", ["same", "another"])
    def test_an_answer_about_one_action_is_none_about_another(
        self, plan, amara, priority, action, answer
    ):
        plan_import = uploaded(self.CONTENT, plan=plan, by=amara)
        services.answer(
            ACTIONS, plan_import, answers={"2:same": answer}, version=1, by=amara, on=ON
        )
        nearer = self.nearer(priority, amara)

        with pytest.raises(Refused, match="the register has changed"):
            applied(plan_import, by=amara)
        plan_import.refresh_from_db()
        services.look_again(ACTIONS, plan_import, version=2, by=amara, on=ON)

        preview = previewed(plan_import)
        assert outcomes(preview) == [("row 2", "question")]
        assert nearer.ref in preview.rows[0].questions[0].words

    def test_an_answer_stays_where_nothing_it_was_about_has_changed(
        self, plan, amara, action
    ):
        plan_import = uploaded(self.CONTENT, plan=plan, by=amara)
        services.answer(
            ACTIONS, plan_import, answers={"2:same": "same"}, version=1, by=amara, on=ON
        )

        services.look_again(ACTIONS, plan_import, version=2, by=amara, on=ON)
        applied(plan_import, by=amara)

        action.refresh_from_db()
        assert action.text.endswith("at night")


class TestPlans:
    def test_a_plan_that_was_superseded_meanwhile_takes_no_changes(self, plan, amara):
        content = csv("Priority,Action,By when", "P1 One,Write it,May 2026")
        imported(content, plan=plan, by=amara)
        plan_import = uploaded(
            content.replace(b"May", b"June"), plan=plan, by=amara, name="June.csv"
        )
        outline.supersede_plan(plan, by=amara, on=ON)

        with pytest.raises(Refused, match="superseded"):
            applied(plan_import, by=amara)

        assert Action.objects.get().due_text == "May 2026"
