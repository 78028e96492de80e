"""One owner's actions, the load of all of them, and owners who are matched by hand."""

from datetime import date

import pytest
import time_machine

from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.services import endings, owners, progress, raising
from actions.register.words import OwnerAs
from actions.reports.load import Load, by_officer, by_owner, load_of, whole_load
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.people.models import Organisation
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import errors, page, rows, url
from tests.factories import OrganisationFactory

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def police(db):
    return OrganisationFactory(
        kind=Organisation.Kind.AGENCY, name="Wexcombe Constabulary", short_name="Police"
    )


def stats(soup):
    return [stat.get_text(" ", strip=True) for stat in soup.select(".app-stat")]


class TestOnesOwnPage:
    @pytest.fixture
    def mos(self, mo, education, elm):
        for text, due in (
            ("Soon", "31 October 2025"),
            ("Later", "June 2026"),
            ("Undated", "tbc"),
            ("Late", "August 2025"),
            ("Latest", "May 2025"),
        ):
            make_action(education, text=text, owners=[mo], due_text=due)
        make_action(education, text="Another's", owners=["tbc"], due_text="May 2025")
        make_action(elm.organisation, text="At a school", owners=[mo])
        done = make_action(education, text="Done", owners=[mo])
        endings.complete_action(done, outcome="x", by=mo, on=ON)

    def test_overdue_ones_come_first(self, mos, client_of, mo):
        soup = page(client_of(mo).get(url("mine")))

        assert rows(soup) == [
            "Latest",
            "Late",
            "Soon",
            "Later",
            "Undated",
            "At a school",
        ]
        assert stats(soup) == [
            "6 open",
            "2 overdue",
            "2 without a date",
            "1 due in 28 days",
        ]

    def test_closed_actions_are_shown_separately(self, mos, client_of, mo):
        soup = page(client_of(mo).get(f"{url('mine')}?show=over"))

        assert rows(soup) == ["Done"]

    def test_an_officer_can_see_anyone_s_actions(self, mos, client_of, bryn, mo):
        soup = page(client_of(bryn).get(url("of_person", mo)))

        assert soup.h1.get_text(strip=True) == "Actions owned by Mo"
        assert rows(soup)[:2] == ["Latest", "Late"]

    @pytest.mark.parametrize("who", ["mo", "chris", "eve", "dee"])
    def test_nobody_else_does(self, who, mos, client_of, mo, request):
        client = client_of(request.getfixturevalue(who))

        assert client.get(url("of_person", mo)).status_code in {403, 404}

    def test_school_staff_can_read_an_action_they_own(self, client_of, cole, elm):
        make_action(elm.organisation, text="Cole's", owners=[cole])
        make_action(elm.organisation, text="Not Cole's")

        assert rows(page(client_of(cole).get(url("mine")))) == ["Cole's"]

    def test_without_actions_the_page_says_so(self, client_of, olu):
        text = page(client_of(olu).get(url("mine"))).get_text()

        assert "You have no open actions" in text

    def test_a_merged_entry_leads_to_the_kept_one(self, client_of, amara, mo, olu):
        olu.email, olu.merged_into = "", mo
        olu.save()

        response = client_of(amara).get(url("of_person", olu))

        assert response.url == url("of_person", mo)

    def test_an_organisation_s_page_has_the_actions_it_owns(
        self, client_of, amara, education, police
    ):
        make_action(education, text="Whole", owners=[OwnerAs("Police", None, police)])
        make_action(
            education,
            text="Role",
            owners=[OwnerAs("Analyst, Police", None, police, "Analyst")],
        )
        make_action(education, text="Others")

        soup = page(client_of(amara).get(url("of_organisation", police)))

        assert rows(soup) == ["Whole", "Role"]


class TestTeamLoad:
    @pytest.fixture
    def load(self, amara, bryn, mo, olu, education, elm, partnership, police):
        plan = make_plan(amara)
        bryns = make_priority(plan, board_officer=bryn)
        raising.add_action(
            bryns,
            text="Police's",
            owners=[
                OwnerAs("Police", None, police),
                OwnerAs("Chief, Police", None, police, "Chief"),
            ],
            due_text="May 2025",
            by=amara,
            on=date(2025, 4, 1),
        )
        late = make_action(
            education, text="Both", owners=[mo, olu], due_text="July 2025"
        )
        progress.update_action(late, text="x", by=mo, on=date(2025, 9, 1))
        make_action(education, text="Mo's", owners=[mo, "tbc"], due_text="June 2025")
        make_action(education, text="Olu's", owners=[olu], due_text="1 November 2025")
        make_action(education, text="Words", owners=["The office"], due_text="tbc")
        make_action(education, text="Nobody's", due_text="May 2025")
        make_action(elm.organisation, text="A school's", owners=[mo])
        over = make_action(education, text="Over", owners=[mo], due_text="May 2025")
        endings.withdraw_action(over, reason="x", by=mo, on=ON)

    def test_most_overdue_first(self, load, mo, olu, police):
        lines = by_owner(Action.objects.board(), on=ON)

        assert [
            (
                line["owner_name"],
                line["open"],
                line["overdue"],
                line["undated"],
                line["soon"],
                line["last_update_on"],
            )
            for line in lines
        ] == [
            ("Mo", 2, 2, 0, 0, date(2025, 9, 1)),
            ("Olu", 2, 1, 0, 1, date(2025, 9, 1)),
            ("Wexcombe Constabulary", 1, 1, 0, 0, None),
        ]

    def test_each_board_officer_and_actions_without_one_last(self, load, bryn):
        lines = by_officer(Action.objects.board(), on=ON)

        assert [
            (line["officer_name"], line["open"], line["overdue"]) for line in lines
        ] == [("Bryn", 1, 1), (None, 5, 3)]

    def test_actions_without_an_owner_and_unmatched_ones(self, load):
        assert whole_load(Action.objects.board(), on=ON) == {
            "whole": Load(6, 4, 1, 1, date(2025, 9, 1)),
            "nobodys": Load(1, 1, 0, 0, None),
            "unmatched": Load(2, 1, 1, 0, None),
        }

    def test_the_page_leads_to_each_owner_and_to_the_register(
        self, load, client_of, amara, mo, police
    ):
        client = client_of(amara)

        soup = page(client.get(url("load")))

        links = {a.get_text(strip=True): a["href"] for a in soup.select("tbody th a")}
        assert links["Mo"] == url("of_person", mo)
        assert links["Wexcombe Constabulary"] == url("of_organisation", police)
        assert list(links)[-2:] == ["Not yet matched to anyone", "Nobody yet"]
        assert rows(page(client.get(links["Not yet matched to anyone"]))) == [
            "Mo's",
            "Words",
        ]
        assert rows(page(client.get(links["Nobody yet"]))) == ["Nobody's"]
        assert stats(soup) == [
            "6 open",
            "4 overdue",
            "1 without a date",
            "1 due in 28 days",
        ]

    def test_schools_actions_count_when_asked_for(self, load, client_of, amara):
        soup = page(client_of(amara).get(f"{url('load')}?schools=on"))

        assert stats(soup)[0] == "7 open"

    @pytest.mark.parametrize(
        ("due", "line"),
        [
            ("21 October 2025", (1, 1, 0, 0)),
            ("22 October 2025", (1, 0, 0, 1)),
            ("19 November 2025", (1, 0, 0, 1)),
            ("20 November 2025", (1, 0, 0, 0)),
            ("", (1, 0, 1, 0)),
            ("2025/26 or 2026/27", (1, 0, 1, 0)),
        ],
    )
    def test_by_the_day(self, due, line, education):
        make_action(education, due_text=due)

        load = load_of(Action.objects.all(), on=ON)

        assert (load.open, load.overdue, load.undated, load.soon) == line

    @pytest.mark.parametrize("who", ["mo", "chris", "eve", "adi", "dee"])
    def test_is_for_officers(self, who, client_of, request):
        client = client_of(request.getfixturevalue(who))

        assert client.get(url("load")).status_code == 403


class TestMatching:
    @pytest.fixture
    def action(self, education, mo):
        return make_action(
            education, owners=[mo, "The office", "Police analyst", "tbc"]
        )

    def owners(self, action):
        return [
            (o.words, o.person, o.organisation, o.role_words)
            for o in action.owners.all()
        ]

    def ask(self, action, *words):
        found = dict(action.owners.values_list("words", "pk"))
        return [f"owner-{found[word]}" for word in words]

    def test_a_person_and_a_role_at_an_organisation_are_chosen(
        self, client_of, amara, action, mo, chris, police
    ):
        client = client_of(amara)
        office, analyst = self.ask(action, "The office", "Police analyst")
        edit = page(client.get(url("edit_action", action)))
        link = edit.find("a", string="Match owners to the directory")["href"]

        client.post(
            link,
            {
                office: f"person-{chris.pk}",
                analyst: f"organisation-{police.pk}",
                "version": "1",
            },
        )

        assert self.owners(action) == [
            ("Mo", mo, None, ""),
            ("The office", chris, None, ""),
            ("Police analyst", None, police, "Police analyst"),
            ("tbc", None, None, ""),
        ]
        assert [m.person for m in chris.messages.filter(kind="action_raised")] == [
            chris
        ]
        shown = page(client.get(action.get_absolute_url())).get_text(" ", strip=True)
        assert "The office (Chris)" in shown
        assert "Police analyst (Wexcombe Constabulary)" in shown
        assert "tbc (not in the directory)" in shown

    def test_only_unmatched_owners_are_asked_about(self, client_of, amara, action):
        soup = page(client_of(amara).get(url("match_owners", action)))

        assert [label.get_text(strip=True) for label in soup.select("form label")] == [
            f"Who is “{words}”?" for words in ("The office", "Police analyst", "tbc")
        ]

    def test_the_board_s_actions_are_offered_no_school_s_people(
        self, client_of, amara, action, dee, hal
    ):
        soup = page(client_of(amara).get(url("match_owners", action)))

        offered = {o.get_text() for o in soup.select("option")}
        assert "Mo" in offered
        assert not offered & {"Dee", "Hal", "Elm Primary School"}

    def test_a_school_s_action_is_offered_its_own(self, client_of, dee, hal, mo, elm):
        action = make_action(elm.organisation, owners=["The head"])

        soup = page(client_of(dee).get(url("match_owners", action)))

        assert [o.get_text() for o in soup.select("option")] == [
            "Not known yet",
            "Dee",
            "Hal",
            "Elm Primary School",
        ]

    def test_a_manual_match_survives_the_next_edit(
        self, client_of, amara, action, chris
    ):
        [office] = self.ask(action, "The office")
        client = client_of(amara)
        client.post(
            url("match_owners", action), {office: f"person-{chris.pk}", "version": "1"}
        )

        client.post(
            url("edit_action", action),
            {
                "text": "Other words",
                "owners": "The office\ntbc",
                "areas": "",
                "version": "2",
            },
        )

        assert [(words, who) for words, who, _, _ in self.owners(action)] == [
            ("The office", chris),
            ("tbc", None),
        ]

    def test_choosing_nothing_is_an_error(self, client_of, amara, action):
        soup = page(
            client_of(amara).post(url("match_owners", action), {"version": "1"})
        )

        assert errors(soup) == ["Select a person or group for at least one owner"]

    def test_nobody_owns_an_action_twice(self, amara, action, mo):
        pk = action.owners.get(words="The office").pk

        with pytest.raises(Refused, match="Mo already owns this action"):
            owners.match_owners(action, matches={pk: mo}, by=amara, on=ON)

        assert action.owners.get(pk=pk).person is None

    def test_two_words_cannot_mean_one_person(self, amara, action, chris):
        pks = action.owners.filter(person=None).values_list("pk", flat=True)

        with pytest.raises(Refused, match="Chris already owns this action"):
            owners.match_owners(
                action, matches=dict.fromkeys(pks, chris), by=amara, on=ON
            )

    def test_the_second_of_two_gets_a_message(self, amara, bryn, action, chris, olu):
        pk = action.owners.get(words="The office").pk
        owners.match_owners(action, matches={pk: chris}, version=1, by=amara, on=ON)

        with pytest.raises(Changed):
            owners.match_owners(action, matches={pk: olu}, version=1, by=bryn, on=ON)
        with pytest.raises(Refused, match="changed since you opened this page"):
            owners.match_owners(action, matches={pk: olu}, by=bryn, on=ON)

    def test_owners_of_a_closed_action_cannot_be_matched(self, amara, action, chris):
        endings.withdraw_action(action, reason="x", by=amara, on=ON)
        pk = action.owners.get(words="tbc").pk

        with pytest.raises(Refused, match="so its owners cannot change"):
            owners.match_owners(action, matches={pk: chris}, by=amara, on=ON)

    def test_it_is_in_the_history(self, amara, action, chris):
        pk = action.owners.get(words="The office").pk

        owners.match_owners(action, matches={pk: chris}, by=amara, on=ON)

        event = history.of(action)[0]
        assert (event.event, event.detail) == (
            "owner matched",
            {"before": "The office", "after": "Chris"},
        )

    def test_an_organisation_s_own_name_is_not_a_role(self, amara, action, police):
        owner = ActionOwner.objects.create(action=action, words="police", position=9)

        owners.match_owners(action, matches={owner.pk: police}, by=amara, on=ON)

        owner.refresh_from_db()
        assert (owner.organisation, owner.role_words) == (police, "")
