"""What may be seen, what the database holds, and the questions the register answers."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.plans import services as plans
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.models.progress import Update
from actions.register.services import endings, progress, raising
from actions.register.words import Status
from partnership.access import Role
from tests.actions.factories import APRIL, make_action, make_plan, make_priority
from tests.factories import OrganisationFactory

ON = date(2025, 10, 22)


class TestWhoSees:
    @pytest.fixture
    def actions(self, partnership, education, quality, elm, oak, amara, mo):
        plan = make_plan(amara)
        draft = Plan.objects.create(
            title="Draft", slug="draft", start=APRIL, end=date(2026, 3, 31)
        )
        return {
            "plan": raising.add_action(
                make_priority(plan), text="Of the plan", by=amara, on=ON
            ),
            "draft": raising.add_action(
                make_priority(draft, ref="D"), text="Of a draft", by=amara, on=ON
            ),
            "education": make_action(education),
            "quality": make_action(quality),
            "elm": make_action(elm.organisation),
            "oak": make_action(oak.organisation),
        }

    def seen(self, actions, person):
        visible = set(Action.objects.visible_to(person).values_list("pk", flat=True))
        return {name for name, action in actions.items() if action.pk in visible}

    @pytest.mark.parametrize(
        ("who", "names"),
        [
            ("amara", {"plan", "draft", "education", "quality", "elm", "oak"}),
            ("bryn", {"plan", "draft", "education", "quality", "elm", "oak"}),
            ("eve", {"plan", "draft", "education", "quality"}),
            ("scarlett", {"plan", "draft", "education", "quality"}),
            ("adi", set()),
            ("chris", {"plan", "education"}),
            ("mo", {"plan", "education"}),
            ("olu", {"plan", "quality"}),
            ("dee", {"elm"}),
            ("gwen", {"elm"}),
            ("tara", {"elm"}),
            ("cole", set()),
        ],
    )
    def test_each_sees_their_own(self, who, names, actions, request):
        person = request.getfixturevalue(who)

        assert self.seen(actions, person) == names

    def test_nobody_signed_out_sees_any(self, actions):
        assert self.seen(actions, None) == set()

    def test_an_owner_sees_the_action_wherever_it_belongs(self, actions, olu):
        action = make_action(actions["elm"].organisation, owners=[olu])

        assert action in Action.objects.visible_to(olu)
        assert action.roles_of(olu) == {Role.ACTION_OWNER}

    def test_the_lead_of_a_priority_sees_and_updates_its_actions(self, actions, dee):
        priority = actions["plan"].priority
        priority.lead = dee
        priority.save()

        assert list(Action.objects.updatable_by(dee).board()) == [actions["plan"]]

    def test_a_trust_no_longer_sees_a_school_that_has_stopped_sharing(
        self, actions, tara, elm
    ):
        elm.organisation.shared_with.update(to_date=date(2024, 1, 1))

        assert self.seen(actions, tara) == set()

    @pytest.mark.parametrize(
        ("who", "names"),
        [
            ("amara", {"plan", "draft", "education", "quality", "elm", "oak"}),
            ("eve", set()),
            ("chris", {"education"}),
            ("mo", set()),
            ("dee", {"elm"}),
            ("gwen", set()),
        ],
    )
    def test_each_updates_their_own(self, who, names, actions, request):
        person = request.getfixturevalue(who)

        updatable = Action.objects.updatable_by(person)

        assert {n for n, a in actions.items() if a in updatable} == names

    def test_the_board_s_register_leaves_schools_out(self, actions):
        board = set(Action.objects.board())

        assert set(Action.objects.of_schools()) == {actions["elm"], actions["oak"]}
        assert board == set(actions.values()) - {actions["elm"], actions["oak"]}


class TestTime:
    @pytest.mark.parametrize(
        ("day", "is_overdue"),
        [
            (date(2025, 6, 29), False),
            (date(2025, 6, 30), False),
            (date(2025, 7, 1), True),
        ],
    )
    def test_an_action_is_overdue_the_day_after_its_date(self, day, is_overdue, db):
        action = make_action(due_text="June 2025")

        assert Action.objects.overdue(on=day).exists() == is_overdue
        assert action.is_overdue(day) == is_overdue

    def test_a_completed_action_is_never_overdue(self, amara):
        action = make_action(due_text="June 2025")
        endings.complete_action(action, outcome="It helped", by=amara, on=ON)

        assert not Action.objects.overdue(on=ON).exists()

    @pytest.mark.parametrize(
        ("day", "is_within"),
        [
            (date(2025, 6, 22), False),
            (date(2025, 6, 23), True),
            (date(2025, 6, 30), True),
            (date(2025, 7, 1), False),
        ],
    )
    def test_due_within_a_week(self, day, is_within, db):
        make_action(due_text="30 June 2025")

        assert Action.objects.due_within(on=day, days=7).exists() == is_within

    @pytest.mark.parametrize(
        ("text", "is_undated"),
        [
            ("tbc", True),
            ("", True),
            ("2025/10", True),
            ("June 2025 to", True),
            ("ongoing", False),
            ("June 2025", False),
            ("Quarterly", False),
        ],
    )
    def test_without_a_date(self, text, is_undated, db):
        make_action(due_text=text)

        assert Action.objects.without_date().exists() == is_undated

    @pytest.mark.parametrize(
        ("day", "is_due"),
        [(date(2025, 8, 31), False), (date(2025, 9, 1), True)],
    )
    def test_an_ongoing_action_is_due_for_review_after_three_months(
        self, day, is_due, db
    ):
        make_action(due_text="June 2025 onwards", on=date(2025, 5, 1))

        assert Action.objects.due_for_review(on=day).exists() == is_due

    def test_an_update_postpones_the_review(self, amara):
        action = make_action(due_text="June 2025 onwards", on=date(2025, 5, 1))

        progress.update_action(action, text="Well", by=amara, on=date(2025, 8, 20))

        assert action.review_on == date(2025, 11, 20)

    def test_quiet_actions_have_had_no_update_since(self, amara, education):
        silent = make_action(education, on=date(2025, 5, 1))
        told = make_action(education, on=date(2025, 5, 1))
        make_action(education, on=date(2025, 10, 20))
        progress.update_action(told, text="Well", by=amara, on=date(2025, 10, 1))

        assert list(Action.objects.quiet_since(date(2025, 9, 22))) == [silent]


class TestTheDatabaseHolds:
    @pytest.fixture
    def action(self, db):
        return make_action()

    @pytest.mark.parametrize(
        "fields",
        [
            {"text": ""},
            {"status": Status.COMPLETE},
            {"completed_on": ON},
            {"status": Status.WITHDRAWN},
            {"due_start": ON, "due_end": date(2025, 10, 21)},
        ],
    )
    def test_an_action_to_its_rules(self, fields, action):
        with pytest.raises(IntegrityError), transaction.atomic():
            Action.objects.filter(pk=action.pk).update(**fields)

    @pytest.mark.parametrize("text", ["", "   ", "\n"])
    def test_that_no_update_is_blank(self, text, action):
        with pytest.raises(IntegrityError), transaction.atomic():
            Update.objects.create(action=action, text=text, at="2025-10-22T10:00Z")

    def test_that_an_owner_has_words(self, action):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActionOwner.objects.create(action=action, words="")

    def test_that_an_objective_needs_a_priority(self, action, amara):
        priority = make_priority(make_plan(amara))
        objective = plans.add_objective(priority, text="Safer", by=amara)

        with pytest.raises(IntegrityError), transaction.atomic():
            Action.objects.filter(pk=action.pk).update(objective=objective)


def test_an_open_action_without_a_rating_is_under_way(db):
    action = make_action(OrganisationFactory(kind="subgroup"))

    assert (action.state, action.state_word) == ("grey", "Not started")
