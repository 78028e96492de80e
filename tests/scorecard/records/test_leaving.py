"""Someone leaves: from the page that shows what they have to the letters that tell."""

from datetime import date

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Role
from partnership.guards.outcomes import Changed, Refused
from partnership.outbox.models import Message
from partnership.pages.forms.dates import date_data
from partnership.people.models import Person
from partnership.sign_in.models import User
from scorecard.calendars.models import CalendarFeed
from scorecard.records import across as people
from scorecard.records.services import leaving
from tests.actions.factories import make_action, make_plan, make_priority
from tests.factories import MembershipFactory, PersonFactory
from tests.reading import in_one_line
from tests.scorecard.factories import MeasureFactory
from tests.scorecard.naming import THEN
from tests.subgroups.factories import SeatFactory, SeatHolderFactory, SubgroupFactory

pytestmark = pytest.mark.django_db

LAST_DAY, NEXT_DAY = date(2025, 10, 31), date(2025, 11, 1)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2025-10-22 10:00", tick=False):
        yield


@pytest.fixture
def laden(chris, education, amara, today):
    """Chris with something of everything."""
    make_action(education, text="Write the pathway", owners=[chris])
    make_action(education, text="Ask the schools", owners=[chris])
    make_priority(make_plan(amara), lead=chris, lead_words="Chris")
    MeasureFactory(owner=chris, title="Children missing education")
    group = SubgroupFactory(organisation=education)
    SeatHolderFactory(seat=SeatFactory(subgroup=group, label="Council"), person=chris)
    return chris


def leave(leaver, *, by, takers=None, on=date(2025, 10, 22), **fields):
    fields = {"last_day": LAST_DAY, "version": None, **fields}
    return leaving.record_leaving(leaver, takers=takers or {}, by=by, on=on, **fields)


def kinds(handed) -> list[tuple]:
    return sorted(
        (one.holding.kind.key, one.taker.name if one.taker else None) for one in handed
    )


ALL_KINDS = ("actions", "measures", "priorities", "roles", "seats")


def test_everything_of_every_app_goes_to_whoever_takes_it_over(laden, mo, amara, today):
    handed = leave(laden, by=amara, takers=dict.fromkeys(ALL_KINDS, mo))

    assert kinds(handed) == [
        ("actions", "Mo"),
        ("actions", "Mo"),
        ("measures", "Mo"),
        ("priorities", "Mo"),
        ("roles", "Mo"),
        ("seats", "Mo"),
    ]
    assert people.holdings(laden, on=NEXT_DAY) == []
    assert {row.kind.key for row in people.holdings(mo, on=NEXT_DAY)} == {
        "actions",
        "measures",
        "priorities",
        "roles",
        "seats",
    }


def test_a_single_thing_may_go_to_someone_else(laden, mo, lena, amara, today):
    one, two = [
        row for row in people.holdings(laden, on=today) if row.kind.key == "actions"
    ]

    handed = leave(laden, by=amara, takers={"actions": mo, two.key: lena, one.key: mo})

    takers = {h.holding.key: h.taker for h in handed}
    assert (takers[one.key], takers[two.key]) == (mo, lena)


def test_what_nobody_was_chosen_for_goes_to_nobody(laden, amara, today):
    handed = leave(laden, by=amara)

    assert {taker for _, taker in kinds(handed)} == {None}
    assert people.holdings(laden, on=NEXT_DAY) == []


def test_who_has_nothing_leaves_all_the_same(amara, today):
    nobody = PersonFactory(name="Noor Bielik")
    User.objects.create(person=nobody, email=nobody.email)

    assert leave(nobody, by=amara, last_day=date(2025, 10, 1)) == []
    nobody.refresh_from_db()
    assert nobody.left_on == date(2025, 10, 1)
    assert not User.objects.get(person=nobody).is_active


def test_it_is_all_or_nothing(laden, mo, adi, bryn, today):
    """The last administrator may not go: nothing else of theirs moves either."""
    action = make_action(owners=[adi])

    with pytest.raises(Refused, match="administrator"):
        leave(adi, by=adi, takers={"actions": mo})

    assert action.owners.get().person == adi
    adi.refresh_from_db()
    assert adi.left_on is None


@pytest.mark.parametrize("what", ["themselves", "left", "merged", "anonymised"])
def test_some_take_nothing_over(laden, mo, amara, today, what):
    taker = {
        "themselves": lambda: laden,
        "left": lambda: PersonFactory(left_on=date(2025, 10, 21)),
        "merged": lambda: PersonFactory(email="", merged_into=mo),
        "anonymised": lambda: PersonFactory(email="", anonymised_on=today),
    }[what]()

    with pytest.raises(Refused):
        leave(laden, by=amara, takers={"actions": taker})

    assert len(people.holdings(laden, on=today)) == 6


def test_the_second_of_two_officers_is_told(laden, mo, amara, bryn, today):
    version = laden.version
    leave(laden, by=amara, takers={"actions": mo}, version=version)

    with pytest.raises(Changed):
        leave(laden, by=bryn, takers={"actions": bryn}, version=version)


def test_calendars_end_with_sign_in(laden, amara, today):
    feed = CalendarFeed.objects.create(person=laden, made_at=THEN)
    leave(laden, by=amara, last_day=today)
    assert leaving.end_sign_ins(on=today) == 0

    assert leaving.end_sign_ins(on=date(2025, 10, 23)) == 1

    feed.refresh_from_db()
    assert feed.ended_at is not None


class TestLetters:
    def told(self) -> dict[str, str]:
        return {
            message.person.name: message.body
            for message in Message.objects.filter(kind="handed_over").order_by("pk")
        }

    def test_takers_and_officers_get_one_each(self, laden, mo, lena, amara, bryn):
        takers = dict.fromkeys(ALL_KINDS, mo) | {"measures": lena}

        leave(laden, by=amara, takers=takers)

        told = self.told()
        assert set(told) == {"Mo", "Lena", "Bryn"}
        assert "Write the pathway (open actions)" in told["Mo"]
        assert "Children missing education" not in told["Mo"]
        assert "Children missing education (measures owned)" in told["Lena"]
        assert "Lena: 1 × measures owned" in told["Bryn"]
        assert "Friday 31 October 2025" in told["Bryn"]

    def test_an_officer_who_takes_something_over_gets_the_takers(
        self, laden, bryn, amara
    ):
        leave(laden, by=amara, takers={"actions": bryn})

        assert "You are taking over:" in self.told()["Bryn"]

    def test_a_taker_without_address_is_told_nothing(self, laden, amara, bryn):
        contact = PersonFactory(name="Carys Nethercott", email="")

        leave(laden, by=amara, takers={"actions": contact})

        assert set(self.told()) == {"Bryn"}

    def test_500_things_make_one_letter(self, mo, lena, amara, education):
        for number in range(40):
            make_action(education, text=f"Action {number}", owners=[mo])

        leave(mo, by=amara, takers={"actions": lena})

        assert "and 15 more" in self.told()["Lena"]
        assert Message.objects.filter(person=lena, kind="handed_over").count() == 1


class TestThePages:
    @pytest.fixture
    def page(self, client_of, amara):
        client = client_of(amara)

        def ask(person, data=None, *, takers=(), last_day=LAST_DAY, begun=True):
            query = {
                **date_data("last_day", last_day),
                **{f"taker_{n}": who.pk for n, who in enumerate(takers, 1)},
            }
            path = reverse("scorecard:leaving", args=[person.pk])
            if data is not None:
                return client.post(path, data, query_params=query)
            return client.get(path, query if begun else {})

        return ask

    def test_what_they_have_is_shown_and_who_is_asked_otherwise(self, laden, page):
        html = page(laden, begun=False).content.decode()

        for words in (
            "Write the pathway",
            "Children missing education",
            "Council, Education subgroup",
            "Subgroup chair, Education subgroup",
            "Education subgroup will have no chair",
            "Children who go missing",
        ):
            assert words in html

    def test_a_journey_from_the_last_day_to_the_hand_over(
        self, laden, mo, lena, amara, page, today
    ):
        choose = page(laden, takers=[mo, lena])
        assert "Who takes over what?" in choose.content.decode()
        single = next(
            row for row in people.holdings(laden, on=today) if row.kind.key == "actions"
        )
        chosen = {
            "version": str(laden.version),
            **dict.fromkeys(ALL_KINDS, str(mo.pk)),
            "roles": "nobody",
            single.key: str(lena.pk),
        }

        check = page(laden, {**chosen, "check": "1"}, takers=[mo, lena])

        html = check.content.decode()
        assert "Check what will happen" in html
        assert "Education subgroup will have no chair" in html
        assert laden.left_on is None
        sent_again = dict(check.context["form"].typed)
        assert sent_again == chosen

        done = page(laden, {**sent_again, "confirm": "1"}, takers=[mo, lena])

        assert done.status_code == 302
        laden.refresh_from_db()
        assert laden.left_on == LAST_DAY
        owners = {row.person.name for row in every_owner()}
        assert owners == {"Mo", "Lena"}

    def test_that_nothing_is_handed_over_is_said(self, laden, page):
        nobody = dict.fromkeys(ALL_KINDS, "nobody")

        done = page(laden, {"version": str(laden.version), **nobody, "confirm": "1"})

        [said] = get_messages(done.wsgi_request)
        assert str(said).endswith(", nothing is handed over")

    def test_a_taker_without_account_is_pointed_out(self, laden, page, today):
        contact = PersonFactory(name="Carys Nethercott", email="")
        chosen = {"version": "1", **dict.fromkeys(ALL_KINDS, str(contact.pk))}

        response = page(laden, {**chosen, "check": "1"}, takers=[contact])
        html = in_one_line(response.content.decode())

        assert "Carys Nethercott has no account" in html
        assert "so we cannot email them" in html

    def test_two_officers_at_once(self, laden, mo, bryn, page, today):
        chosen = {"version": str(laden.version), **dict.fromkeys(ALL_KINDS, "nobody")}
        leave(laden, by=bryn, version=laden.version)

        late = page(laden, {**chosen, "confirm": "1"}, takers=[mo])

        assert late.status_code == 200
        assert "Someone else changed this" in late.content.decode()

    def test_the_day_is_asked_for(self, laden, page, client_of, amara):
        response = client_of(amara).get(
            reverse("scorecard:leaving", args=[laden.pk]),
            {"last_day-day": "", "last_day-month": "", "last_day-year": ""},
        )

        assert "Enter their last day" in response.content.decode()

    def test_who_has_left_with_nothing_is_only_told_of(self, page, today):
        gone = PersonFactory(name="Noor Bielik", left_on=date(2025, 3, 31))

        html = in_one_line(page(gone, begun=False).content.decode())

        assert "Noor Bielik left on 31 March 2025" in html
        assert "They have nothing left to hand over" in html
        assert "Continue" not in html

    def test_what_came_to_them_since_can_still_be_handed_over(
        self, page, lena, amara, today
    ):
        gone = PersonFactory(name="Noor Bielik", left_on=date(2025, 3, 31))
        make_action(owners=[gone])

        html = in_one_line(page(gone, begun=False).content.decode())

        assert "Continue" in html
        leave(gone, by=amara, last_day=gone.left_on, takers={"actions": lena})
        assert [row.person for row in every_owner()] == [lena]

    def test_a_merged_entry_leads_to_the_kept_one(self, page, mo):
        gone = PersonFactory(email="", merged_into=mo)

        response = page(gone, begun=False)

        assert response.url == reverse("scorecard:leaving", args=[mo.pk])

    def test_other_schools_people_are_not_offered(self, laden, page, dee, oak, mo):
        head = PersonFactory(name="Head of Oak")
        MembershipFactory(person=head, organisation=oak.organisation, role=Role.HEAD)

        offered = page(laden, begun=False).context["form"].fields["taker_1"].queryset

        assert set(offered) & {mo, head, dee, laden} == {mo}

    def test_500_actions_ask_as_often_as_one(self, laden, page, education, mo):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                response = page(laden, takers=[mo])
            return len(queries), response

        page(laden, takers=[mo])
        few, _ = asked()
        for number in range(100):
            make_action(education, text=f"Action {number}", owners=[laden])
        many, response = asked()

        assert many == few
        assert "Action 99" in response.content.decode()


def every_owner():
    return [
        owner
        for person in Person.objects.all()
        for owner in person.actions_owned.select_related("person")
    ]
