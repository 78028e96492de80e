"""Handing over returns, merging people and what returns hold about a person."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from audits import leaving
from audits.held import both_signed, held_about, holdings, past_keeping
from audits.returns.models.returns import AuditReturn
from audits.signing import services as signing
from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people import roles
from tests.audits.factories import answer_all, make_round, return_of
from tests.factories import MembershipFactory, PersonFactory, make_user

pytestmark = pytest.mark.django_db

LAST_DAY = date(2025, 10, 21)


@pytest.fixture
def audit_return(elm) -> AuditReturn:
    return return_of(make_round(elm), elm)


@pytest.fixture
def ready(audit_return, dee):
    answer_all(audit_return, by=dee)
    signing.declare_ready(audit_return, by=dee)
    return audit_return


def hand_over(leaver, taker, *, by, on):
    return leaving.hand_over(
        leaver=leaver, taker=taker, last_day=LAST_DAY, by=by, on=on
    )


@pytest.fixture
def new_head(elm):
    """Hal's successor as head."""
    someone = PersonFactory(name="Nadia Orme")
    MembershipFactory(person=someone, organisation=elm.organisation, role=Role.HEAD)
    return someone


def join(organisation, role, *, by, on, name="Nadia Orme"):
    someone = PersonFactory(name=name)
    make_user(someone)
    return roles.join(someone, organisation, role, by=by, on=on)


def asked_to_sign() -> list[str]:
    return list(
        Message.objects.filter(kind="return_to_sign").values_list(
            "person__name", flat=True
        )
    )


def test_the_open_return_records_who_is_now_responsible(
    audit_return, dee, new_head, amara, today
):
    moved = hand_over(dee, new_head, by=amara, on=today)

    assert [row.pk for row in moved] == [audit_return.pk]
    event = history.of(audit_return)[0]
    assert (event.event, event.detail["before"]) == ("handed over", "Dee")
    assert event.detail["after"] == "Nadia Orme"


class TestANewHead:
    """Someone becomes head while a return is under way."""

    def test_is_asked_to_sign_what_waits_for_the_head(
        self, ready, hal, elm, amara, today
    ):
        Message.objects.all().delete()
        roles.leave(hal.memberships.get(), by=amara, on=today - timedelta(days=1))

        held = join(elm.organisation, Role.HEAD, by=amara, on=today)

        assert asked_to_sign() == ["Nadia Orme"]
        signing.sign_as_head(ready, name="N. Orme", by=held.person)
        assert ready.signatures.get().person == held.person

    def test_is_asked_once_when_the_one_before_hands_over(
        self, ready, hal, elm, amara, today
    ):
        Message.objects.all().delete()
        held = join(elm.organisation, Role.HEAD, by=amara, on=today)

        hand_over(hal, held.person, by=amara, on=today)

        assert asked_to_sign() == ["Nadia Orme"]

    @pytest.mark.parametrize(
        ("role", "days"), [(Role.GOVERNOR, 0), (Role.COLLEAGUE, 0), (Role.HEAD, 1)]
    )
    def test_is_not_whoever_has_another_role_or_begins_tomorrow(
        self, ready, elm, amara, role, days
    ):
        Message.objects.all().delete()

        join(elm.organisation, role, by=amara, on=localdate() + timedelta(days=days))

        assert asked_to_sign() == []

    def test_of_another_school_is_not_asked(self, ready, oak, amara, today):
        Message.objects.all().delete()

        join(oak.organisation, Role.HEAD, by=amara, on=today)

        assert asked_to_sign() == []

    def test_is_not_asked_before_the_return_is_sent_for_signing(
        self, audit_return, elm, amara, today
    ):
        join(elm.organisation, Role.HEAD, by=amara, on=today)

        assert asked_to_sign() == []


def test_answers_and_signatures_stay(ready, hal, gwen, new_head, amara, today):
    signing.sign_as_head(ready, name="Hal", by=hal)
    before = list(ready.answers.values()), list(ready.signatures.values())

    hand_over(hal, new_head, by=amara, on=today)

    assert (list(ready.answers.values()), list(ready.signatures.values())) == before


def test_a_submitted_return_is_not_handed_over(ready, hal, amara, today):
    signing.sign_as_head(ready, name="Hal", by=hal)
    signing.submit_return(ready, by=hal, on=today)

    assert holdings(hal, on=today) == []


def test_colleagues_and_readers_have_no_returns_to_hand_over(
    audit_return, cole, tara, today
):
    assert holdings(cole, on=today) == []
    assert holdings(tara, on=today) == []


def test_nobody_can_take_over_from_themselves(audit_return, dee, amara, today):
    with pytest.raises(Refused, match="someone else"):
        hand_over(dee, dee, by=amara, on=today)


class TestMerging:
    def merge(self, kept, gone, *, by, on):
        return leaving.merge_people(kept=kept, gone=gone, by=by, on=on)

    def test_answers_and_signatures_keep_their_name(self, ready, hal, amara, today):
        signing.sign_as_head(ready, name="Hal", by=hal)
        kept = PersonFactory()

        assert self.merge(kept, hal, by=amara, on=today) == {}
        assert ready.signatures.get().person == hal

    def test_two_signatories_of_one_return_cannot_be_merged(
        self, ready, hal, gwen, amara, today
    ):
        governors_sign(ready)
        signing.sign_as_head(ready, name="Hal", by=hal)
        signing.sign_as_governor(ready, name="Gwen", by=gwen)

        with pytest.raises(Refused) as refused:
            self.merge(hal, gwen, by=amara, on=today)

        assert refused.value.sentence == (
            "Hal and Gwen have both signed Elm Primary School, Safeguarding audit "
            "2024/25. A return needs two different signatories, so you cannot merge "
            "them"
        )
        assert both_signed(gwen, hal) == [str(ready)]

    def test_a_withdrawn_signature_does_not_stop_a_merge(
        self, ready, hal, dee, amara, today
    ):
        double = PersonFactory()
        signing.sign_as_head(ready, name="Hal", by=hal)
        signing.take_back(ready, by=dee)
        signing.declare_ready(ready, by=dee)
        signing.sign_as_head(ready, name="Hal", by=double)

        self.merge(hal, double, by=amara, on=today)

    def test_a_merged_person_cannot_sign_twice(self, ready, gwen):
        governors_sign(ready)
        head = PersonFactory(email="", merged_into=None)
        signing.sign_as_head(ready, name="Head", by=head)
        head.email, head.merged_into = "", gwen
        head.save()

        with pytest.raises(Refused, match="already signed"):
            signing.sign_as_governor(ready, name="Gwen", by=gwen)


def governors_sign(audit_return):
    """A maintained school's return is signed by two."""
    school = audit_return.school
    school.type_code = 1
    school.save()
    signing.take_back(audit_return, by=None)
    signing.declare_ready(audit_return, by=None)


def test_answers_are_counted_by_return(audit_return, dee, elm):
    answer_all(audit_return, by=dee)

    [held] = held_about(dee)

    assert held.words == "Elm Primary School, Safeguarding audit 2024/25: 5 answers"
    assert held.url == audit_return.get_absolute_url()


@pytest.mark.parametrize(("years", "count"), [(6, 1), (7, 0), (None, None)])
def test_submitted_returns_are_past_their_period_and_never_deleted(
    ready, hal, years, count
):
    signing.sign_as_head(ready, name="Hal", by=hal)
    signing.submit_return(ready, by=hal, on=date(2025, 10, 22))
    AuditReturn.objects.filter(pk=ready.pk).update(is_current=True)
    on = ready.submitted_at.date()
    later = date(on.year + 6, 12, 31)

    found = past_keeping(later, [{"name": "returns", "words": "", "years": years}])

    assert [old.count for old in found] == ([] if count is None else [count])
    assert all("never deletes" in old.what_to_do for old in found)
