"""Subgroups, seats and meetings for tests, without surprises."""

from datetime import date, time

import factory
from factory.django import DjangoModelFactory

from partnership.people.models import Organisation
from subgroups.agenda.models import AgendaItem
from subgroups.arrangements.models import LegalText
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Decision
from subgroups.quorum.models import QuorumRule
from subgroups.structure.models import Seat, SeatHolder, Subgroup
from subgroups.terms.models import TermsOfReference
from tests.factories import LONG_AGO, OrganisationFactory, PersonFactory


class SubgroupFactory(DjangoModelFactory):
    class Meta:
        model = Subgroup

    organisation = factory.SubFactory(
        OrganisationFactory,
        kind=Organisation.Kind.SUBGROUP,
        name=factory.Sequence(lambda n: f"Subgroup {n}"),
    )


class TermsFactory(DjangoModelFactory):
    class Meta:
        model = TermsOfReference

    subgroup = factory.SubFactory(SubgroupFactory)
    edition = 1
    purpose = "To bring schools and their partners together"
    responsibilities = "Hear what schools see\nPass it on"


class LegalTextFactory(DjangoModelFactory):
    class Meta:
        model = LegalText

    title = factory.Sequence(lambda n: f"Guidance {n:03}")
    edition = "2023"
    applies_from = LONG_AGO


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    subgroup = factory.SubFactory(SubgroupFactory)
    agency = factory.SubFactory(OrganisationFactory)
    label = factory.Sequence(lambda n: f"Seat {n:03}")
    from_date = LONG_AGO


class SeatHolderFactory(DjangoModelFactory):
    class Meta:
        model = SeatHolder

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)
    from_date = LONG_AGO


class QuorumRuleFactory(DjangoModelFactory):
    class Meta:
        model = QuorumRule

    subgroup = factory.SubFactory(SubgroupFactory)
    rule = factory.LazyFunction(lambda: {"kind": "share", "percent": 75})
    from_date = LONG_AGO


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    subgroup = factory.SubFactory(SubgroupFactory)
    held_on = date(2025, 10, 21)
    starts_at = time(9, 30)
    place = "Room 2, Denholt House"


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    number = 1
    title = "Attendance at school"


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    item = factory.SubFactory(AgendaItemFactory)
    number = 1
    ref = factory.LazyAttribute(
        lambda made: Decision.objects.next_ref(made.item, made.number)
    )
    text = "To publish"


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    name = factory.SelfAttribute("person.name")
    kind = Attendance.Kind.PRESENT
