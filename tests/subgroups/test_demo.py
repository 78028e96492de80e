"""The demonstration's meeting has the shape of the real minutes it stands for."""

from datetime import date

import pytest
from django.db import transaction

from actions.register.models.actions import Action
from partnership import demo as partnership
from partnership.outbox import messages
from subgroups import demo
from subgroups.arrangements.models import Arrangement
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Decision, MinutedAction
from subgroups.minutes.owners import read_owners
from subgroups.quorum.ratifying import waiting_for_ratification
from subgroups.structure.models import Seat, Subgroup

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Built once for this module, inside a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with messages.silenced():
            demo.build(partnership.build(date(2025, 11, 24)))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def october(built, db):
    return Meeting.objects.get(
        subgroup__organisation__name="Education subgroup", held_on=date(2025, 10, 21)
    )


def test_the_october_meeting(october):
    kinds = [attendance.kind for attendance in october.attendances.all()]
    minuted = MinutedAction.objects.filter(item__meeting=october)
    quorum = october.quorum()

    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "present": 15,
        "apologies": 9,
        "visitor": 2,
    }
    assert (october.items.count(), minuted.count()) == (12, 9)
    assert not minuted.exclude(due_words="").exists()
    assert minuted.filter(owner_words="AO/EG").count() == 1
    assert (quorum.is_quorate, quorum.is_determined) == (True, True)
    assert (
        quorum.at().words
        == "15 of 24 seats represented; 18 expected (75% of all seats)"
    )
    assert october.status == Meeting.Status.CIRCULATED
    assert Action.objects.without_date().count() == 9


def test_its_traps_are_read_rightly(october):
    def owners(words):
        read = read_owners(words, october, on=october.held_on)
        return [
            owner.person and owner.person.name for owner in read.owners
        ], read.not_in_room

    assert owners("AS/ASh") == (["Anneke Sorrel", "Asha Shenoy"], ("ASh",))
    assert owners("JP") == (["Jory Le Poole"], ())
    assert owners("HG") == (["Hester Garrick"], ("HG",))
    assert owners("Kit Nolan") == (["Kit Nolan"], ())


def test_every_subgroup_has_terms_seats_a_rule_and_a_next_meeting(october):
    on = date(2025, 11, 24)
    for subgroup in Subgroup.objects.all():
        assert subgroup.terms.current().status == "agreed"
        assert subgroup.seats.in_force(on=on).exists()
        assert subgroup.quorum_rule(on)
        assert subgroup.meetings.coming(on=on).exists()
        assert subgroup.meetings.held().exists()


def test_the_first_terms_lack_what_seed_1_lacks_and_the_second_nothing(october):
    on = date(2025, 11, 24)
    first, second = october.subgroup.terms.order_by("edition")

    assert (first.status, second.status) == ("superseded", "agreed")
    assert {"No membership list", "No deputies clause", "No review date"} <= {
        *first.gaps(on=on)
    }
    assert second.gaps(on=on) == []
    assert (first.is_published, second.is_published) == (False, True)


def test_arrangements_are_published_with_a_log_and_an_old_legal_text(october):
    on = date(2025, 11, 24)
    published = {one.kind: one for one in Arrangement.objects.in_force()}
    log = Arrangement.objects.log("arrangements").order_by("-edition")

    assert set(published) == {"arrangements", "escalation", "threshold"}
    assert [bool(edition.changes) for edition in log] == [True, False]
    assert [str(text) for text in published["threshold"].old_texts(on=on)] == [
        "Working together to safeguard children (2018)"
    ]
    assert published["arrangements"].old_texts(on=on) == []
    assert Arrangement.objects.drafts().get().kind == "escalation"


def test_the_structure_has_something_to_look_at(october):
    on = date(2025, 11, 24)
    flagged = list(
        Seat.objects.of_open_subgroups().to_look_at(on=on, days=60).with_holders(on=on)
    )
    for seat in flagged:
        seat.look_at(on=on, days=60)
    task = Subgroup.objects.get(kind=Subgroup.Kind.TASK)

    assert [(seat.label, seat.flags) for seat in flagged if seat.flags] == [
        ("Council", [("Carried over since 4 November 2025", "orange")]),
        ("Schools", [("Ends 3 January 2026", "yellow")]),
        ("Voluntary sector", [("Vacant", "red")]),
    ]
    assert str(task.parent) == "Quality assurance subgroup"
    assert [str(decision) for decision in waiting_for_ratification(task)] == [
        "2.1 To ask children at school, with someone they know beside them",
    ]
    assert list(Seat.objects.filter(is_associate=True).values_list("label")) == [
        ("Data analyst",)
    ]


def test_the_meeting_before_is_agreed_with_a_correction(october):
    before = Meeting.objects.get(agreed_at_meeting=october)

    assert before.status == Meeting.Status.AGREED
    assert before.corrections.startswith("Page 1:")


def test_an_older_meeting_was_imported_and_is_agreed(october):
    group = Subgroup.objects.get(organisation__name="Quality assurance subgroup")
    later, old = group.meetings.held()[:2]

    assert (old.held_on, old.status) == (date(2025, 7, 16), Meeting.Status.AGREED)
    assert old.agreed_at_meeting == later
    people = {row.name: row.kind for row in old.attendances.all()}
    assert people.pop("Piers Fenwick") == "apologies"
    assert set(people.values()) == {"present"}
    assert not old.attendances.filter(person__user=None, seat=None).exists()
    assert [item.title for item in old.items.all()] == [
        "Welcome and minutes of the last meeting",
        "Audit of strategy discussions",
        "What schools hear after a referral",
        "Any other business",
    ]
    assert [one.text for one in Decision.objects.filter(item__meeting=old)] == [
        "It was agreed that every discussion has a health practitioner from next month."
    ]
    assert "Action KS: send the number" in old.items.get(number=2).notes
    assert not MinutedAction.objects.filter(item__meeting=old).exists()
