"""Owners' words that match nobody: one list, settled once for every open action."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from actions import reminders
from actions.register.models.owners import ActionOwner
from actions.register.services import endings, raising, wordings
from actions.register.wordings import Suggestions
from actions.register.words import OwnerAs
from actions.reports.load import whole_load
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people.models import Organisation, Person
from scorecard.home import what_needs_me
from tests.actions.factories import make_action
from tests.actions.pages import errors, page, url
from tests.factories import OrganisationFactory, PersonFactory

ON = date(2025, 10, 22)
QUERIES = 6


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def ivy(db) -> Person:
    return PersonFactory(name="Ivy O'Fenn", job_title="Head of Early Help")


@pytest.fixture
def three(education, quality):
    """Three actions of two bodies with one wording, spelt in two ways."""
    return [
        make_action(education, text="One", owners=["Ivy Fenn"]),
        make_action(quality, text="Two", owners=["IVY FENN", "tbc"]),
        make_action(education, text="Three", owners=["Dr Ivy Fenn"]),
    ]


def listed(client) -> list[tuple[str, int]]:
    rows = client.get(url("wordings")).context["page"]
    return [(row["words"], row["actions"]) for row in rows]


def settle(client, words: str, **answer):
    return client.post(f"{url('settle_wording')}?words={words}", answer)


def owned_by(person) -> set[str]:
    return {owner.action.text for owner in ActionOwner.objects.filter(person=person)}


class TestTheList:
    def test_each_wording_is_listed_once_with_its_actions(self, client_of, bryn, three):
        assert listed(client_of(bryn)) == [("Dr Ivy Fenn", 3), ("tbc", 1)]

    def test_it_leads_to_the_actions_and_suggests_people(
        self, client_of, bryn, three, ivy
    ):
        soup = page(client_of(bryn).get(url("wordings")))

        row = soup.select_one("tbody tr")
        assert [link["href"] for link in row.select("a")] == [
            f"{url('settle_wording')}?words=Dr%20Ivy%20Fenn",
            f"{url('register')}?owner=Dr%20Ivy%20Fenn&status=open",
        ]
        assert "Ivy O'Fenn" in row.get_text()

    def test_closed_and_matched_ones_and_schools_are_left_out(
        self, client_of, bryn, mo, elm, education
    ):
        done = make_action(education, owners=["Someone"])
        endings.withdraw_action(done, reason="x", by=bryn, on=ON)
        make_action(education, owners=[mo])
        make_action(elm.organisation, owners=["The head"])

        assert listed(client_of(bryn)) == []

    def test_a_chair_finds_those_of_their_own_subgroup(self, client_of, chris, three):
        assert listed(client_of(chris)) == [("Dr Ivy Fenn", 2)]

    @pytest.mark.parametrize("count", [1, 100])
    def test_it_asks_as_often_for_100_wordings_as_for_one(
        self, count, client_of, bryn, education
    ):
        for number in range(count):
            PersonFactory(name=f"Ivy Fenn {number}")
            make_action(education, owners=[f"Ivy Fen {number}"])
        client = client_of(bryn)
        client.get(url("wordings"))

        with CaptureQueriesContext(connection) as queries:
            client.get(url("wordings"))

        assert len(queries) == QUERIES


class TestSettling:
    def test_a_person_owns_every_action_with_the_words(
        self, client_of, bryn, three, ivy
    ):
        response = settle(
            client_of(bryn), "Ivy Fenn", who="other", other=f"person-{ivy.pk}"
        )

        assert response.status_code == 302
        assert owned_by(ivy) == {"One", "Two", "Three"}
        assert [owner.words for owner in three[1].owners.all()] == ["IVY FENN", "tbc"]
        assert listed(client_of(bryn)) == [("tbc", 1)]
        spelt = ["Ivy Fenn", "IVY FENN", "Dr Ivy Fenn"]
        for action, words in zip(three, spelt, strict=True):
            event = history.of(action)[0]
            assert (event.event, event.by, event.detail) == (
                "owner matched",
                bryn,
                {"before": words, "after": "Ivy O'Fenn"},
            )

    def test_the_suggestion_is_the_first_answer(self, client_of, bryn, three, ivy):
        client = client_of(bryn)
        soup = page(client.get(f"{url('settle_wording')}?words=Ivy Fenn"))

        first = soup.select_one("input[name=who]")
        settle(client, "Ivy Fenn", who=first["value"])

        assert owned_by(ivy) == {"One", "Two", "Three"}

    def test_one_email_names_every_action(self, bryn, three, ivy):
        wordings.settle_wording("Ivy Fenn", meant=ivy, by=bryn, on=ON)

        [letter] = Message.objects.filter(person=ivy)
        assert letter.subject == "Partnership: you now own 3 actions"
        assert all(action.ref in letter.body for action in three)

    def test_an_organisation_is_meant(self, bryn, three):
        agency = OrganisationFactory(name="Fenn Trust", short_name="IF")

        wordings.settle_wording("Ivy Fenn", meant=agency, by=bryn, on=ON)

        assert set(
            ActionOwner.objects.filter(organisation=agency).values_list(
                "role_words", flat=True
            )
        ) == {"Ivy Fenn", "IVY FENN", "Dr Ivy Fenn"}

    def test_words_are_left_for_good_in_the_same_body(
        self, client_of, bryn, education, quality
    ):
        action = make_action(education, owners=["All partners"])
        client = client_of(bryn)

        settle(client, "All partners", who="words")

        assert listed(client) == []
        event = history.of(action)[0]
        assert (event.event, event.detail) == (
            "owner left as words",
            {"words": "All partners"},
        )
        make_action(education, owners=["all partners"])
        assert listed(client) == []
        make_action(quality, owners=["All partners"])
        assert listed(client) == [("All partners", 1)]

    def test_words_stay_left_when_the_action_is_edited(self, bryn, education):
        action = make_action(education, owners=["All partners"])
        wordings.settle_wording("All partners", meant=None, by=bryn, on=ON)

        raising.edit_action(
            action,
            text="Other words",
            owners=[OwnerAs("All partners"), OwnerAs("tbc")],
            by=bryn,
            on=ON,
        )

        assert [row["words"] for row in wordings.unsettled(bryn).wordings()] == ["tbc"]

    def test_left_words_are_not_counted_as_unmatched(self, bryn, education):
        make_action(education, owners=["All partners"])
        actions = wordings.editable(bryn)
        assert whole_load(actions, on=ON)["unmatched"].open == 1

        wordings.settle_wording("All partners", meant=None, by=bryn, on=ON)

        assert whole_load(actions, on=ON)["unmatched"].open == 0
        assert not actions.unmatched().exists()

    def test_a_new_person_is_added_and_owns_them(self, client_of, bryn, three):
        path = f"{url('add_owner')}?words=Ivy Fenn"
        client = client_of(bryn)
        soup = page(client.get(path))

        assert soup.select_one("input[name=name]")["value"] == "Ivy Fenn"
        client.post(path, {"name": "Ivy Fenn", "email": "ivy@wexcombe.example"})

        ivy = Person.objects.get(name="Ivy Fenn")
        assert owned_by(ivy) == {"One", "Two", "Three"}

    def test_a_refused_person_settles_nothing(self, client_of, bryn, three, mo):
        path = f"{url('add_owner')}?words=Ivy Fenn"

        soup = page(client_of(bryn).post(path, {"name": "Ivy Fenn", "email": mo.email}))

        assert errors(soup)
        assert not Person.objects.filter(name="Ivy Fenn").exists()
        assert ActionOwner.objects.unsettled().count() == 4

    def test_who_owns_an_action_already_owns_it_once(self, bryn, education, ivy):
        action = make_action(education, owners=[ivy, "Early Help", "early  help"])

        wordings.settle_wording("Early Help", meant=ivy, by=bryn, on=ON)

        assert [owner.person for owner in action.owners.all()] == [ivy]

    def test_a_chair_settles_only_their_own(self, chris, three, ivy):
        wordings.settle_wording("Ivy Fenn", meant=ivy, by=chris, on=ON)

        assert owned_by(ivy) == {"One", "Three"}

    def test_the_database_keeps_left_words_unmatched(self, education, ivy):
        action = make_action(education, owners=[ivy])

        with pytest.raises(IntegrityError, match="left_only_unmatched"):
            action.owners.update(is_left_as_words=True)

    def test_the_second_of_two_is_told(self, bryn, amara, three, ivy):
        wordings.settle_wording("Ivy Fenn", meant=ivy, by=bryn, on=ON)

        with pytest.raises(Refused, match="any more"):
            wordings.settle_wording("Ivy Fenn", meant=None, by=amara, on=ON)

    def test_the_page_of_settled_words_leads_back(self, client_of, bryn):
        response = client_of(bryn).get(f"{url('settle_wording')}?words=Nobody here")

        assert response["Location"] == url("wordings")

    @pytest.mark.parametrize(
        ("answer", "error"),
        [
            ({"who": ""}, "Select who this is"),
            ({"who": "other"}, "Select a person or group"),
            ({"who": "person-0"}, "Select one of the options"),
        ],
    )
    def test_an_answer_is_needed(self, answer, error, client_of, bryn, three):
        soup = page(settle(client_of(bryn), "Ivy Fenn", **answer))

        assert errors(soup) == [error]
        assert ActionOwner.objects.unsettled().count() == 4


class TestSuggestions:
    @pytest.fixture
    def suggested(self, ivy, db):
        PersonFactory(name="Ian Fenwick", initials="IF")
        PersonFactory(name="Bo Quill")
        bodies = [
            OrganisationFactory(name="Fenn Valley Council", short_name="Council"),
            OrganisationFactory(
                name="Quality subgroup", kind=Organisation.Kind.SUBGROUP
            ),
        ]
        suggestions = Suggestions(Person.objects.all(), bodies)
        return lambda words: [one.name for one in suggestions.of(words)]

    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("Ivy O’Fen", ["Ivy O'Fenn"]),
            ("I. O'Fenn", ["Ivy O'Fenn"]),
            ("Ivy", ["Ivy O'Fenn"]),
            ("if", ["Ian Fenwick"]),
            (
                "Lead (Ivy O'Fen, Council)",
                ["Ivy O'Fenn", "Fenn Valley Council"],
            ),
            ("the Council’s lead", []),
            ("Council lead", ["Fenn Valley Council"]),
            ("tbc", []),
            ("–", []),
        ],
    )
    def test_they_are_alike(self, words, names, suggested):
        assert suggested(words) == names


class TestTheOfficer:
    def told(self, on: date) -> list[tuple[str, str, str]]:
        return [
            (one.person.name, one.words, one.step)
            for one in reminders.due(on)
            if one.kind == "owners_to_match"
        ]

    def test_is_reminded_once_a_week_until_the_list_is_empty(
        self, bryn, amara, three, ivy
    ):
        words = "2 owners in 3 open actions match nobody in the directory"
        assert self.told(ON) == [("Bryn", words, "week of 2025-10-20")]
        assert self.told(date(2025, 10, 25)) == []
        assert self.told(date(2025, 10, 27))[0][2] == "week of 2025-10-27"

        wordings.settle_wording("Ivy Fenn", meant=ivy, by=bryn, on=ON)
        words = "1 owner in 1 open action matches nobody in the directory"
        assert self.told(ON) == [("Bryn", words, "week of 2025-10-20")]
        wordings.settle_wording("tbc", meant=None, by=bryn, on=ON)

        assert self.told(ON) == []

    def test_without_one_the_business_manager_is(self, amara, three):
        assert [name for name, *_ in self.told(ON)] == ["Amara"]

    def test_finds_them_on_the_home_page(self, bryn, three, mo):
        [block] = [
            block
            for block in what_needs_me.blocks(bryn, ON)
            if block.key == "owners_to_match"
        ]

        assert [(one.words, one.detail) for one in block.matters] == [
            ("Dr Ivy Fenn", "3"),
            ("tbc", "1"),
        ]
        assert block.total == 2
        assert "owners_to_match" not in {
            block.key for block in what_needs_me.blocks(mo, ON)
        }
