"""What changes plans and actions, and what it refuses."""

from datetime import date

import pytest
from django.core import mail

from actions.outline import services as outline
from actions.plans import services as plans
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.models.progress import DueChange, Update
from actions.register.services import endings, progress, raising
from actions.register.services import owners as services_owners
from actions.register.words import OwnerAs, Source, Status
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people.models import Organisation
from tests.actions.factories import APRIL, make_action, make_plan, make_priority
from tests.factories import OrganisationFactory, SchoolFactory

ON = date(2025, 10, 22)


def events_of(subject):
    return [event.event for event in history.of(subject)]


class TestAPlan:
    def create(self, amara, **fields):
        return plans.create_plan(
            **{
                "title": "Plan",
                "slug": "plan",
                "start": APRIL,
                "end": date(2026, 3, 31),
                "by": amara,
                **fields,
            }
        )

    def test_begins_as_a_draft_that_members_do_not_see(self, amara, mo):
        plan = self.create(amara)

        assert plan.status == Plan.Status.DRAFT
        assert list(Plan.objects.visible_to(amara)) == [plan]
        assert list(Plan.objects.visible_to(mo)) == []

    def test_is_refused_a_second_time_under_one_name(self, amara):
        self.create(amara)

        with pytest.raises(Refused, match="already a plan with this title"):
            self.create(amara)

    def test_cannot_end_before_it_starts(self, amara):
        with pytest.raises(Refused, match="end after it starts"):
            self.create(amara, end=APRIL)

    def test_is_approved_once_it_has_a_priority(self, amara, mo):
        plan = self.create(amara)
        with pytest.raises(Refused, match="at least one priority"):
            outline.approve_plan(plan, by=amara, on=ON)
        plans.add_priority(plan, ref="P1", title="Neglect", by=amara)

        outline.approve_plan(plan, by=amara, on=ON)

        assert (plan.status, plan.approved_on, plan.approved_by) == (
            Plan.Status.APPROVED,
            ON,
            amara,
        )
        assert list(Plan.objects.visible_to(mo)) == [plan]
        assert events_of(plan) == ["approved", "created"]

    def test_cannot_change_once_superseded(self, amara, partnership):
        plan = make_plan(amara)
        priority = make_priority(plan)
        outline.supersede_plan(plan, by=amara, on=ON)
        priority.refresh_from_db()

        for refused in (
            lambda: plans.add_priority(plan, ref="P2", title="More", by=amara),
            lambda: plans.add_objective(priority, text="More", by=amara),
            lambda: raising.add_action(priority, text="More", by=amara, on=ON),
            lambda: plans.edit_priority(priority, title="Other", by=amara),
            lambda: outline.approve_plan(plan, by=amara, on=ON),
        ):
            with pytest.raises(Refused, match="superseded"):
                refused()

    def test_has_each_reference_once(self, amara):
        plan = make_plan(amara)
        make_priority(plan, ref="P1")

        with pytest.raises(Refused, match="already has a priority P1"):
            plans.add_priority(plan, ref="P1", title="Neglect", by=amara)

    def test_puts_priorities_and_objectives_in_order(self, amara):
        plan = make_plan(amara)
        first = plans.add_priority(plan, ref="B", title="One", by=amara)
        second = plans.add_priority(plan, ref="A", title="Two", by=amara)
        plans.add_objective(first, text="x", by=amara)
        plans.add_objective(first, text="y", by=amara)

        assert list(plan.priorities.all()) == [first, second]
        assert [row.text for row in first.objectives.all()] == ["x", "y"]


class TestRaising:
    def test_keeps_everything_as_given(self, education, amara, mo):
        action = make_action(
            education,
            text="Circulate the report",
            owners=[mo, "tbc", OwnerAs("Police", organisation=education)],
            source=Source.MEETING,
            source_words="Meeting of 21 October",
            source_url="/meetings/1/",
            due_text="By end of March",
            by=amara,
            on=ON,
        )

        assert (action.due_text, action.due_end, action.next_due) == (
            "By end of March",
            date(2026, 3, 31),
            date(2026, 3, 31),
        )
        assert [
            (owner.words, owner.person, owner.organisation)
            for owner in action.owners.all()
        ] == [("Mo", mo, None), ("tbc", None, None), ("Police", None, education)]
        assert events_of(action) == ["raised"]

    def test_emails_each_owner_once(self, education, amara, mo, outbox_delivers):
        with outbox_delivers():
            action = make_action(education, owners=[mo, amara], by=amara)
            for words in ("Mo", "Mo", "Mo R"):
                raising.edit_action(
                    action, text="x", owners=[OwnerAs(words, mo)], by=amara, on=ON
                )

        assert [(letter.to, letter.subject) for letter in mail.outbox] == [
            ([mo.email], f"Partnership: new action {action.ref}, due: no date yet")
        ]
        assert action.get_absolute_url() in mail.outbox[0].body

    def test_a_long_due_date_is_cut_in_the_subject_only(self, education, amara, mo):
        due = "Once the new duty on attendance is in force and schools are ready"
        make_action(education, owners=[mo], due_text=due, by=amara)

        letter = Message.objects.get(kind="action_raised")
        assert letter.subject.endswith("due: Once the new duty on attendance is in f…")
        assert f"Due: {due}" in letter.body

    def test_emails_an_owner_again_who_is_named_again(
        self, education, amara, mo, chris
    ):
        action = make_action(education, owners=[mo], by=amara)
        for owners in ([chris], [chris, mo], [chris, mo], [], [mo, chris]):
            named = [OwnerAs(person.name, person) for person in owners]
            raising.edit_action(action, text="x", owners=named, by=amara, on=ON)

        letters = Message.objects.filter(kind="action_raised").order_by("pk")
        assert [(letter.person.name, letter.subject) for letter in letters] == [
            (name, f"Partnership: new action {action.ref}, due: no date yet")
            for name in ("Mo", "Chris", "Mo", "Mo", "Chris")
        ]

    def test_emails_an_owner_again_who_is_matched(self, education, amara, mo):
        action = make_action(education, owners=[mo], by=amara)
        raising.edit_action(
            action, text="x", owners=[OwnerAs("The lead")], by=amara, on=ON
        )
        [owner] = action.owners.all()

        services_owners.match_owners(action, matches={owner.pk: mo}, by=amara, on=ON)

        assert mo.messages.filter(kind="action_raised").count() == 2

    def test_needs_something_to_do(self, education, amara):
        with pytest.raises(Refused, match="Enter what needs to be done"):
            make_action(education, text="  ", by=amara)

    def test_reads_next_meeting_as_the_day_given(self, education):
        action = make_action(
            education, due_text="next meeting", meeting_on=date(2025, 12, 1)
        )

        assert action.next_due == date(2025, 12, 1)

    @pytest.mark.parametrize(
        ("short_name", "name", "refs"),
        [
            ("Education", "Education subgroup", ["EDUCATION-1", "EDUCATION-2"]),
            ("", "Education and skills", ["EAS-1", "EAS-2"]),
            ("Commissioning", "Commissioning group", ["COMM-1", "COMM-2"]),
            ("Ashmere SCP", "Ashmere partners", ["ASCP-1", "ASCP-2"]),
        ],
    )
    def test_numbers_actions_in_order(self, short_name, name, refs, db):
        body = OrganisationFactory(
            kind=Organisation.Kind.SUBGROUP, name=name, short_name=short_name
        )

        assert [make_action(body).ref for _ in range(2)] == refs

    def test_numbers_a_school_s_actions_by_its_urn(self, db):
        school = SchoolFactory(urn=912_345)

        assert make_action(school.organisation).ref == "S912345-1"

    def test_never_uses_a_number_of_the_plan_twice(self, amara, partnership):
        first = make_priority(make_plan(amara))
        again = make_priority(
            make_plan(amara, title="Next plan", start=date(2026, 4, 1))
        )

        refs = [
            raising.add_action(priority, text="Do it", by=amara, on=ON).ref
            for priority in (first, first, again)
        ]

        assert refs == ["WSCP1.1", "WSCP1.2", "WSCP1.3"]


class TestAnUpdate:
    @pytest.fixture
    def action(self, education):
        return make_action(education, due_text="Quarterly")

    def test_starts_the_action_and_keeps_the_rating_before_and_after(
        self, action, amara
    ):
        progress.update_action(action, text="Begun", rag="green", by=amara, on=ON)
        progress.update_action(
            action, text="Stuck", rag="red", reason="No room", by=amara, on=ON
        )

        action.refresh_from_db()
        assert (action.status, action.rag, action.last_update_on) == (
            Status.UNDER_WAY,
            "red",
            ON,
        )
        assert list(
            Update.objects.order_by("pk").values_list(
                "text", "rag_before", "rag_after", "by"
            )
        ) == [("Begun", "", "green", amara.pk), ("Stuck", "green", "red", amara.pk)]

    @pytest.mark.parametrize("text", ["", "   ", "\n\t"])
    def test_that_is_blank_is_refused(self, text, action, amara):
        with pytest.raises(Refused, match="Enter what has happened"):
            progress.update_action(action, text=text, by=amara, on=ON)

        assert not Update.objects.exists()

    def test_answers_one_occurrence_and_only_once(self, action, amara):
        june = date(2025, 6, 30)
        progress.update_action(
            action, text="First", occurrence=june, by=amara, on=date(2025, 6, 20)
        )

        assert action.next_due == date(2025, 9, 30)
        with pytest.raises(Refused, match="already has an update"):
            progress.update_action(
                action, text="Again", occurrence=june, by=amara, on=ON
            )

    def test_without_an_occurrence_leaves_it_open(self, action, amara):
        progress.update_action(action, text="A note", by=amara, on=ON)

        assert action.next_due == date(2025, 6, 30)

    def test_that_someone_overtook_changes_nothing(self, action, amara):
        opened_at = action.version
        progress.update_action(action, text="First", by=amara, on=ON)

        with pytest.raises(Changed):
            progress.update_action(
                action, text="Second", version=opened_at, by=amara, on=ON
            )

        assert list(Update.objects.values_list("text", flat=True)) == ["First"]


class TestTheDate:
    @pytest.fixture
    def action(self, education):
        return make_action(education, due_text="July 2025")

    def test_moves_with_a_reason_and_the_old_one_is_kept(self, action, amara):
        progress.change_due(
            action, due_text="Sept 2025", reason="Illness", by=amara, on=ON
        )
        progress.change_due(
            action, due_text="Aug 2025", reason="Recovered", by=amara, on=ON
        )
        progress.change_due(action, due_text="tbc", reason="No idea", by=amara, on=ON)

        assert [
            (change.old_text, change.new_text, change.reason, change.is_slip)
            for change in DueChange.objects.all()
        ] == [
            ("July 2025", "Sept 2025", "Illness", True),
            ("Sept 2025", "Aug 2025", "Recovered", False),
            ("Aug 2025", "tbc", "No idea", True),
        ]
        assert (action.due_text, action.next_due) == ("tbc", None)

    @pytest.mark.parametrize(
        ("due_text", "reason", "sentence"),
        [
            ("Sept 2025", " ", "Enter the reason for changing the date"),
            ("July 2025", "Illness", "already the due date"),
        ],
    )
    def test_stays_without_reason_or_change(
        self, due_text, reason, sentence, action, amara
    ):
        with pytest.raises(Refused, match=sentence):
            progress.change_due(
                action, due_text=due_text, reason=reason, by=amara, on=ON
            )

        action.refresh_from_db()
        assert action.due_text == "July 2025"


class TestTheEnd:
    @pytest.fixture
    def action(self, education):
        return make_action(education)

    def test_of_an_action_says_what_difference_it_made(self, action, amara):
        endings.complete_action(action, outcome="Safer", by=amara, on=ON)

        action.refresh_from_db()
        assert (
            action.status,
            action.completed_on,
            action.completed_by,
            action.outcome,
        ) == (Status.COMPLETE, ON, amara, "Safer")

    def test_needs_an_outcome(self, action, amara):
        with pytest.raises(Refused, match="difference"):
            endings.complete_action(action, outcome=" ", by=amara, on=ON)

    def test_can_be_reopened_with_a_reason(self, action, amara):
        endings.complete_action(action, outcome="Safer", by=amara, on=ON)

        endings.reopen_action(action, reason="Not yet", by=amara, on=ON)

        assert Action.objects.open().get() == action
        assert events_of(action) == ["reopened", "completed", "raised"]

    def test_may_be_a_withdrawal_with_its_reason(self, action, amara):
        with pytest.raises(Refused, match="Enter the reason for withdrawing it"):
            endings.withdraw_action(action, reason="", by=amara, on=ON)

        endings.withdraw_action(action, reason="Overtaken", by=amara, on=ON)

        action.refresh_from_db()
        assert (action.status, action.withdrawn_because, action.withdrawn_by) == (
            Status.WITHDRAWN,
            "Overtaken",
            amara,
        )

    def test_allows_nothing_more(self, action, amara):
        endings.withdraw_action(action, reason="Overtaken", by=amara, on=ON)
        by = {"by": amara, "on": ON}

        for refused in (
            lambda: progress.update_action(action, text="x", **by),
            lambda: progress.change_due(action, due_text="x", reason="x", **by),
            lambda: endings.complete_action(action, outcome="x", **by),
            lambda: endings.withdraw_action(action, reason="x", **by),
            lambda: endings.reopen_action(action, reason="x", **by),
            lambda: raising.edit_action(action, text="x", owners=[], **by),
        ):
            with pytest.raises(Refused):
                refused()
        assert not Message.objects.exists()
