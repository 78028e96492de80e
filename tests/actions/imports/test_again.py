"""Importing a file once more: what changed, what stays, what must be asked about."""

import pytest

from actions.imports.models import ImportedRow
from actions.imports.services import ACTIONS
from actions.register.models.actions import Action
from actions.register.models.progress import Update
from actions.register.services import progress
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.uploads import services
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.imports.plan_files import (
    ON,
    PLAN,
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


def said(preview) -> list[list[tuple]]:
    return [
        [(change.words, change.before, change.after) for change in row.changes]
        for row in preview.rows
    ]


class TestAgain:
    def test_the_same_file_changes_nothing(self, plan, amara):
        imported(PLAN, plan=plan, by=amara)
        before = list(Action.objects.order_by("pk").values())

        preview = again(PLAN, plan, amara)
        with_nothing = imported(PLAN, plan=plan, by=amara)

        assert [row.outcome for row in preview.rows] == ["already"] * 4
        assert preview.missing == []
        assert with_nothing.totals["already"] == 4
        assert list(Action.objects.order_by("pk").values()) == before
        assert (Update.objects.count(), ImportedRow.objects.count()) == (1, 4)

    def test_what_the_file_has_changed_is_a_change(self, plan, amara, bryn):
        imported(PLAN, plan=plan, by=amara)
        changed = (
            PLAN.replace(b"Jan 2026", b"March 2026")
            .replace(b",A,A first draft is with the partners", b",R,One partner waits")
            .replace(b"Bryn and Board office", b"Board office")
        )

        preview = imported(changed, plan=plan, by=bryn, name="November.csv")

        assert said(preview)[0] == [
            ("Owners", "Bryn, Board office", "Board office"),
            ("Due", "Jan 2026", "March 2026"),
            ("Delivery", "At risk", "Off track"),
            ("Update", "", "One partner waits"),
        ]
        action = Action.objects.get(ref="WSCP1.1")
        [moved] = action.due_changes.all()
        assert (moved.old_text, moved.new_text, moved.reason, moved.by) == (
            "Jan 2026",
            "March 2026",
            "Changed in the file November.csv",
            bryn,
        )
        assert (action.rag, action.owner_words) == ("red", "Board office")
        latest = action.updates.first()
        assert (latest.text, latest.reason) == (
            "One partner waits",
            "Changed in the file November.csv",
        )

    def test_what_was_changed_here_and_not_in_the_file_stays(self, plan, amara):
        imported(PLAN, plan=plan, by=amara)
        action = Action.objects.get(ref="WSCP1.1")
        progress.change_due(
            action, due_text="May 2026", reason="Illness", by=amara, on=ON
        )

        preview = again(PLAN, plan, amara)

        assert preview.rows[0].outcome == "already"

    def test_what_both_have_changed_says_so(self, plan, amara):
        imported(PLAN, plan=plan, by=amara)
        progress.change_due(
            Action.objects.get(ref="WSCP1.1"),
            due_text="May 2026",
            reason="Illness",
            by=amara,
            on=ON,
        )

        preview = again(PLAN.replace(b"Jan 2026", b"Feb 2026"), plan, amara)

        assert said(preview)[0] == [("Due", "May 2026", "Feb 2026")]
        assert preview.rows[0].remarks == [
            "Due was changed here too since the last file, which said: Jan 2026"
        ]

    def test_a_blank_cell_leaves_what_is_here(self, plan, amara):
        imported(PLAN, plan=plan, by=amara)

        preview = again(PLAN.replace(b"Jan 2026", b""), plan, amara)

        assert preview.rows[0].changes == []

    def test_what_the_file_no_longer_has_is_listed_and_stays(self, plan, amara):
        imported(PLAN, plan=plan, by=amara)
        shorter = b"\n".join(PLAN.split(b"\n")[:2])

        preview = imported(shorter, plan=plan, by=amara)

        assert [known.action.ref for known in preview.missing] == [
            "WSCP1.2",
            "WSCP2.1",
        ]
        assert Action.objects.count() == 4

    def test_a_row_is_known_by_its_reference_when_its_words_change(self, plan, amara):
        imported(PLAN, plan=plan, by=amara)

        preview = imported(
            csv(
                "Ref,Action,Update",
                "WSCP1.2,Let the partners put it into practice,",
                "WSCP2.1,,Two meetings were held",
            ),
            plan=plan,
            by=amara,
        )

        assert [
            (row.known.action.ref, [change.key for change in row.changes])
            for row in preview.rows
        ] == [("WSCP1.2", ["text"]), ("WSCP2.1", ["update"])]
        assert Action.objects.get(ref="WSCP1.2").text == (
            "Let the partners put it into practice"
        )
        assert Action.objects.get(ref="WSCP2.1").status == "under_way"

    def test_numbers_of_rows_are_known_within_their_priority(self, plan, amara):
        content = csv(
            "No,Priority,Action",
            "1,WSCP1 One,Write the long paper about pathways",
            "2,,Read it",
            "1,WSCP2 Two,Ask them",
        )
        imported(content, plan=plan, by=amara)

        preview = again(
            content.replace(b"Write the long paper", b"Write the short paper"),
            plan,
            amara,
        )

        assert outcomes(preview) == [
            ("row 2", "changed"),
            ("row 3", "already"),
            ("row 4", "already"),
        ]
        assert [one.ref for one in Action.objects.order_by("pk")] == [
            "WSCP1.1",
            "WSCP1.2",
            "WSCP2.1",
        ]

    def test_numbers_that_have_moved_are_not_believed(self, plan, amara):
        imported(
            csv("No,Priority,Action", "1,WSCP1 One,Write it", "2,,Read the law"),
            plan=plan,
            by=amara,
        )

        preview = again(
            csv(
                "No,Priority,Action",
                "1,WSCP1 One,Ask children first",
                "2,,Write it",
                "3,,Read the law",
            ),
            plan,
            amara,
        )

        assert outcomes(preview) == [
            ("row 2", "new"),
            ("row 3", "already"),
            ("row 4", "already"),
        ]

    def test_a_status_goes_forward_and_never_back(self, plan, amara):
        content = csv(
            "Priority,Action,Status,Update",
            "WSCP1 One,Write it,In progress,",
            ",Read it,,",
            ",Keep it,,",
        )
        imported(content, plan=plan, by=amara)
        later = csv(
            "Priority,Action,Status,Update",
            "WSCP1 One,Write it,Not started,",
            ",Read it,Complete,Families understand it",
            ",Keep it,Withdrawn,",
        )

        preview = imported(later, plan=plan, by=amara)

        write, read, keep = Action.objects.order_by("pk")
        assert preview.rows[0].remarks == [
            "The file says not started; here it is under way, and stays so"
        ]
        assert (write.status, read.status, keep.status) == (
            "under_way",
            "complete",
            "withdrawn",
        )
        assert read.outcome == "Families understand it"
        assert keep.withdrawn_because == "Withdrawn in the file plan.csv"

    def test_what_is_over_here_stays_as_it_is(self, plan, amara):
        imported(PLAN, plan=plan, by=amara)

        preview = again(PLAN.replace(b"July 2025", b"June 2025"), plan, amara)

        assert preview.rows[2].outcome == "already"
        assert preview.rows[2].remarks == [
            "WSCP1.3 is complete here and stays as it is; the file says otherwise of: "
            "due"
        ]


class TestQuestions:
    CONTENT = csv(
        "Priority,Action",
        "WSCP1,Write the pathway for children who go missing at night",
    )

    @pytest.fixture
    def action(self, plan, amara):
        return make_action(
            text="Write the pathway for children who go missing",
            priority=make_priority(plan),
            by=amara,
        )

    def answered(self, plan, amara, answer, content=CONTENT, kind="same"):
        plan_import = uploaded(content, plan=plan, by=amara)
        services.answer(
            ACTIONS,
            plan_import,
            answers={f"2:{kind}": answer},
            version=1,
            by=amara,
            on=ON,
        )
        return plan_import

    def test_similar_texts_are_asked_about(self, plan, amara, action):
        plan_import = uploaded(self.CONTENT, plan=plan, by=amara)

        preview = previewed(plan_import)

        [question] = preview.rows[0].questions
        assert preview.rows[0].outcome == "question"
        assert question.words == (
            "Row 2: is this WSCP1.1 Write the pathway for children who go missing, "
            "with a different text?"
        )
        with pytest.raises(Refused, match="Answer the question about row 2 first"):
            applied(plan_import, by=amara)

    def test_the_same_with_other_words(self, plan, amara, action):
        applied(self.answered(plan, amara, "same"), by=amara)

        action.refresh_from_db()
        assert action.text.endswith("at night")
        assert Action.objects.count() == 1

    def test_another_action(self, plan, amara, action):
        applied(self.answered(plan, amara, "another"), by=amara)

        assert Action.objects.count() == 2

    def test_left_out(self, plan, amara, action):
        plan_import = self.answered(plan, amara, "leave_out")

        preview = previewed(plan_import)

        assert outcomes(preview) == [("row 2", "left_out")]

    def test_words_that_may_name_a_child_are_asked_about(self, plan, amara):
        content = csv(
            "Priority,Action,Update",
            "WSCP1 One,Look at one case,It is that of Ann Reed (3/4/2014)",
        )

        plan_import = uploaded(content, plan=plan, by=amara)
        asked = previewed(plan_import)
        services.answer(
            ACTIONS,
            plan_import,
            answers={"2:child": "keep"},
            version=1,
            by=amara,
            on=ON,
        )
        applied(plan_import, by=amara)

        assert asked.rows[0].outcome == "question"
        assert asked.rows[0].questions[0].words == (
            "Row 2 looks as if it holds a name with a date of birth. Keep it?"
        )
        assert Action.objects.count() == 1
        assert history.of(plan_import).first().detail["kept"] == "2"
