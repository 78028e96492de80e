"""Changing a local rule: what was typed, what is wrong, who was faster."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from actions.register.services import progress as actions
from partnership.policy import services
from partnership.policy import values as policy
from scorecard.measures.due import figures_due
from scorecard.measures.models import Measure
from tests.actions.factories import make_action
from tests.partnership.policy.rule_pages import address, errors, filled, page
from tests.scorecard.factories import MeasureFactory
from tests.subgroups.factories import SubgroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def client(client_of, amara):
    return client_of(amara)


class TestChanging:
    def test_a_number(self, client):
        response = client.post(
            address("suppression_threshold"), {"value": "10", "version": 1}, follow=True
        )

        text = " ".join(page(response).get_text().split())
        assert "“Smallest number shown” saved" in text
        assert "Setting changed Before: 5 Now: 10" in text
        assert "by Amara" in text
        assert policy.get("suppression_threshold") == 10

    def test_what_is_wrong_stands_beside_the_box_with_what_was_typed(self, client):
        sent = {"value": "51", "version": 1}

        soup = page(client.post(address("suppression_threshold"), sent))

        said = "The number must be between 1 and 50"
        assert errors(soup) == {said: "#id_value"}
        assert soup.find(id="id_value")["value"] == "51"
        assert said in soup.find(id="id_value-error").get_text()

    def test_a_name_goes_to_the_top_of_every_page(self, client):
        sent = {"value": "Ashmere Partnership", "version": 1}

        soup = page(client.post(address("partnership_name"), sent, follow=True))

        assert soup.select_one(".app-brand").get_text(strip=True) == sent["value"]

    def test_a_colour_is_chosen_by_its_swatch(self, client):
        soup = page(client.get(address("colour")))
        plum = soup.find("input", value="plum")

        client.post(address("colour"), {"value": "plum", "version": 1})

        label = soup.find("label", attrs={"for": plum["id"]})
        assert label.get_text(strip=True) == "Plum"
        assert "app-palette--plum" in label.span["class"]
        assert policy.get("colour") == "plum"

    def test_the_ladder_of_reminders(self, client):
        sent = filled(page(client.get(address("reminder_ladder"))))
        sent["before"], sent["on_the_day"], sent["repeat_after"] = "21; 3", "False", ""

        client.post(address("reminder_ladder"), sent)

        assert policy.get("reminder_ladder") == {
            "before": [21, 3],
            "on_the_day": False,
            "repeat_after": None,
        }

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("3, 21", "Enter each number of days once, the largest first"),
            ("400", "The number must be between 1 and 365"),
            (
                "soon",
                "Days before the date must be whole numbers separated by commas, "
                "for example 28, 14, 7",
            ),
        ],
    )
    def test_days_of_the_ladder_that_make_no_sense(self, client, typed, said):
        sent = filled(page(client.get(address("reminder_ladder"))))
        sent["before"] = typed

        soup = page(client.post(address("reminder_ladder"), sent))

        assert errors(soup) == {said: "#id_before"}
        assert soup.find(id="id_before")["value"] == typed

    def test_who_signs_by_type_of_school(self, client):
        sent = filled(page(client.get(address("signatures_required"))))
        sent["academy"] = ["head", "dsl", "governor"]
        sent["other"] = []

        soup = page(client.post(address("signatures_required"), sent))
        sent["other"] = ["dsl"]
        client.post(address("signatures_required"), sent)

        assert errors(soup) == {"Select at least one person to sign": "#id_other"}
        kept = policy.get("signatures_required")
        assert kept["academy"] == ["head", "dsl", "governor"]
        assert kept["other"] == ["dsl"]

    def test_how_long_things_are_kept(self, client):
        sent = filled(page(client.get(address("retention_periods"))))
        sent["rows-2-years"], sent["rows-0-years"] = "7", "25"

        client.post(address("retention_periods"), sent)

        kept = {row["words"]: row["years"] for row in policy.get("retention_periods")}
        assert kept["Submitted audit returns"] == 7
        assert kept["Agreed minutes"] == 25
        assert kept["History of changes"] == 7

    def test_what_rows_rely_on_is_refused_in_words(
        self, client, education, amara, today
    ):
        action = make_action(education, by=amara)
        actions.update_action(action, text="Late", rag="red", by=amara, on=today)
        sent = filled(page(client.get(address("rag_legend_delivery"))))
        for name in ("value", "word", "meaning"):
            sent[f"rows-3-{name}"] = ""

        soup = page(client.post(address("rag_legend_delivery"), sent))

        (said,) = errors(soup)
        assert said.startswith("Red is the rating of 1 open action. Rate them")


class TestRows:
    NAME = "school_terms"

    def opened(self, client, **changes):
        sent = filled(page(client.get(address(self.NAME))))
        sent.update({f"rows-{name}": value for name, value in changes.items()})
        return sent

    def names(self, soup):
        return [box["value"] for box in soup.select("[name$=-name]")]

    @pytest.mark.parametrize(
        ("button", "value", "names"),
        [
            ("rows-add", "1", ["Autumn", "Spring", "Summer", None]),
            ("rows-remove", "1", ["Autumn", "Summer"]),
            ("rows-up", "2", ["Autumn", "Summer", "Spring"]),
            ("rows-down", "0", ["Spring", "Autumn", "Summer"]),
            ("rows-up", "0", ["Autumn", "Spring", "Summer"]),
            ("rows-down", "2", ["Autumn", "Spring", "Summer"]),
            ("rows-up", "²", ["Autumn", "Spring", "Summer"]),
            ("rows-up", "9" * 5000, ["Autumn", "Spring", "Summer"]),
        ],
    )
    def test_rows_come_go_and_move_without_saving(self, client, button, value, names):
        sent = self.opened(client)
        sent[button] = value

        soup = page(client.post(address(self.NAME), sent))

        assert [box.get("value") for box in soup.select("[name$=-name]")] == names
        assert errors(soup) == {}
        assert policy.is_default(self.NAME)

    def test_a_moved_row_takes_its_days_along(self, client):
        sent = self.opened(client)
        sent["rows-up"] = "2"

        soup = page(client.post(address(self.NAME), sent))
        client.post(address(self.NAME), filled(soup))

        assert policy.get(self.NAME)[1] == {
            "name": "Summer",
            "starts": "04-15",
            "ends": "07-21",
        }

    def test_days_are_given_for_every_year_or_for_one(self, client):
        sent = self.opened(client, **{"0-starts-year": "2026", "0-ends-year": "2026"})

        client.post(address(self.NAME), sent)

        assert policy.get(self.NAME)[0] == {
            "name": "Autumn",
            "starts": "2026-09-01",
            "ends": "2026-12-19",
        }

    def test_each_fault_stands_in_its_own_row_and_box(self, client):
        sent = self.opened(
            client,
            **{
                "0-ends-year": "2026",
                "1-name": "",
                "2-starts-day": "29",
                "2-starts-month": "2",
            },
        )

        first = page(client.post(address(self.NAME), sent))
        sent |= {"rows-2-starts-day": "15", "rows-2-starts-month": "4"}
        second = page(client.post(address(self.NAME), sent))
        sent["rows-1-name"] = "Spring"
        third = page(client.post(address(self.NAME), sent))

        assert errors(first) == {
            "First day must be a real date": "#id_rows-2-starts-day"
        }
        assert first.title.get_text().startswith("Error: ")
        assert errors(second) == {"Enter some text": "#id_rows-1-name"}
        assert errors(third) == {
            "Autumn: enter a year for both dates or for neither": "#id_rows-0-ends-day"
        }
        assert policy.is_default(self.NAME)

    def test_a_blank_row_is_left_out_and_places_stay_right(self, client):
        sent = self.opened(client, **{"2-name": "", "1-name": ""})
        for part in ("starts-day", "starts-month", "ends-day", "ends-month"):
            sent[f"rows-1-{part}"] = ""

        soup = page(client.post(address(self.NAME), sent))
        sent["rows-2-name"] = "Long"
        client.post(address(self.NAME), sent)

        assert errors(soup) == {"Enter some text": "#id_rows-2-name"}
        assert [row["name"] for row in policy.get(self.NAME)] == ["Autumn", "Long"]

    def test_an_end_of_list_that_is_sent_too_high_is_bounded(self, client):
        for total in ("100000", "9" * 5000):
            sent = self.opened(client, TOTAL_FORMS=total)
            pressed = {**sent, "rows-add": "1"}

            assert client.post(address(self.NAME), sent).status_code in {200, 302}
            assert client.post(address(self.NAME), pressed).status_code == 200
        assert policy.is_default(self.NAME)

    def test_a_new_edition_of_guidance(self, client):
        name = "guidance_editions"
        sent = filled(page(client.get(address(name))))
        sent["rows-add"] = "1"
        soup = page(client.post(address(name), sent))
        last = len(policy.get(name))
        sent = filled(soup)
        sent.update(
            {
                f"rows-{last}-guidance": "KCSIE",
                f"rows-{last}-edition": "2027",
                f"rows-{last}-title": "Keeping children safe in education 2027",
                f"rows-{last}-in_force_from-day": "1",
                f"rows-{last}-in_force_from-month": "September",
                f"rows-{last}-in_force_from-year": "2027",
            }
        )

        text = page(client.post(address(name), sent, follow=True)).get_text()

        assert policy.get(name)[last]["in_force_from"] == "2027-09-01"
        added = "KCSIE 2027: Keeping children safe in education 2027, from 1 September"
        assert added in text


class TestHistory:
    def test_rows_tell_which_went_and_which_came(self, client, adi):
        legend = policy.get("rag_legend_impact")
        legend[0]["word"] = "Works"
        services.change_rule("rag_legend_impact", value=legend, by=adi)
        services.change_rule("rag_legend_impact", value=legend[::-1], by=None)

        soup = page(client.get(address("rag_legend_impact")))

        told = [
            " ".join(entry.get_text(" ").split())
            for entry in soup.select(".app-timeline__entry")
        ]
        meaning = "There is evidence that children are better off"
        assert told == [
            "Setting changed Order changed "
            "22 October 2025, 11:00 by Quorate (automatic)",
            f"Setting changed Removed: Green: Making a difference. {meaning} "
            f"Added: Green: Works. {meaning} 22 October 2025, 11:00 by Adi",
        ]

    def test_going_back_to_the_default_is_told_too(self, client, adi):
        services.change_rule("digest_from_hour", value=9, by=adi)
        soup = page(client.get(address("digest_from_hour", "default_rule")))

        response = client.post(
            address("digest_from_hour", "default_rule"), filled(soup), follow=True
        )

        text = " ".join(page(response).get_text().split())
        assert "Set back to the default Before: 09.00 Now: 07.00" in text
        assert "This is the default" in text
        assert policy.is_default("digest_from_hour")


class TestTwoOfficersAtOnce:
    def test_the_second_is_shown_both_and_then_decides(self, client, adi):
        sent = filled(page(client.get(address("reminder_ladder"))))
        ladder = policy.get("reminder_ladder")
        theirs = {**ladder, "repeat_after": 10}
        services.change_rule("reminder_ladder", value=theirs, version=1, by=adi)
        sent["repeat_after"] = "3"

        soup = page(client.post(address("reminder_ladder"), sent))
        kept = policy.get("reminder_ladder")
        client.post(address("reminder_ladder"), filled(soup))

        text = " ".join(soup.get_text().split())
        assert "Someone else changed this while you were editing it" in text
        assert "Repeat when overdue, every: 10 days" in text
        assert "Repeat when overdue, every: 3 days" in text
        assert kept == theirs
        assert policy.get("reminder_ladder")["repeat_after"] == 3

    def test_rows_that_were_typed_stay_on_the_page(self, client, adi):
        sent = filled(page(client.get(address("school_terms"))))
        terms = policy.get("school_terms")
        services.change_rule("school_terms", value=terms[:2], by=adi)
        sent["rows-0-name"] = "Michaelmas"

        soup = page(client.post(address("school_terms"), sent))
        client.post(address("school_terms"), filled(soup))

        assert "Michaelmas: 1 September to 19 December" in soup.get_text()
        assert [row["name"] for row in policy.get("school_terms")] == [
            "Michaelmas",
            "Spring",
            "Summer",
        ]

    def test_going_back_is_not_done_over_a_newer_change(self, client, adi):
        services.change_rule("digest_from_hour", value=9, by=adi)
        sent = filled(page(client.get(address("digest_from_hour", "default_rule"))))
        services.change_rule("digest_from_hour", value=10, by=adi)

        soup = page(client.post(address("digest_from_hour", "default_rule"), sent))

        assert "Someone else changed this" in soup.get_text()
        assert policy.get("digest_from_hour") == 10


def test_a_change_holds_from_the_next_page_on(client, amara, education, bryn):
    """Read for every request: nothing has to be started again."""
    legend = policy.get("rag_legend_delivery")
    legend[1]["word"] = "Going well"
    action = make_action(education, owners=[amara], by=amara)
    path = reverse("actions:update_action", kwargs={"pk": action.pk})
    before = page(client.get(path)).get_text()

    services.change_rule("rag_legend_delivery", value=legend, by=bryn)

    assert "Going well" not in before
    assert "Going well" in page(client.get(path)).get_text()


def test_a_new_subgroups_quorum_starts_from_the_rule(client, adi):
    usual = {"percentage": 60, "chair_may_determine": False}
    services.change_rule("quorum_defaults", value=usual, by=adi)
    group = SubgroupFactory()

    soup = page(
        client.get(reverse("subgroups:set_quorum_rule", kwargs={"pk": group.pk}))
    )

    assert soup.find(id="id_share")["value"] == "60%"
    chosen = soup.select_one("[name=is_determined_by_chair][checked]")
    assert chosen["value"] == "False"


@pytest.mark.parametrize("days", [14, 21, 30])
def test_how_long_owners_have_for_a_figure_holds_everywhere(adi, days):
    services.change_rule("days_to_explain_a_figure", value=days, by=adi)
    MeasureFactory()
    late = date(2099, 10, 22)

    (figure,) = figures_due(Measure.objects.with_latest_end(), late)

    assert figure.due_on == figure.period_end + timedelta(days=days)
