"""The local rules in the browser: every one opens, round-trips and refuses."""

import pytest
import time_machine

from partnership.access import GRANTS, Permission, Role
from partnership.history import services as history
from partnership.policy import registry, services, values
from partnership.policy import setting as policy_setting
from partnership.policy.administration import PLACES
from partnership.policy.models import PolicySetting
from tests.partnership.policy.rule_pages import address, emptied, errors, filled, page
from tests.reading import in_one_line

pytestmark = [pytest.mark.django_db, pytest.mark.long]
EDITED = [name for name in registry.SETTINGS if name != "logo"]
# An empty answer is an answer: nobody to reply to, no dated statement yet.
MAY_BE_EMPTY = {"reply_to"} | {
    setting.name
    for setting in registry.SETTINGS.values()
    if setting.group == policy_setting.Group.PUBLIC
    and setting.name not in {"accessibility_status", "accessibility_response_days"}
}
HOSTILE = ("before\x00after", "9" * 5000)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def client(client_of, amara):
    return client_of(amara)


class TestEverySetting:
    """The audit: whatever is added to SETTINGS must pass here."""

    @pytest.mark.parametrize("name", EDITED)
    def test_opens_and_saving_it_as_it_stands_changes_nothing(self, name, client):
        opened = page(client.get(address(name)))

        response = client.post(address(name), filled(opened))

        assert response.status_code == 302
        assert values.get(name) == registry.SETTINGS[name].default
        assert values.is_default(name)

    @pytest.mark.parametrize("name", EDITED)
    def test_refuses_nothing_at_all(self, name, client):
        sent = emptied(page(client.get(address(name))))

        response = client.post(address(name), sent)

        if name in MAY_BE_EMPTY:
            assert response.status_code == 302
            assert values.get(name) == ""
        elif name == "retention_periods":
            assert {row["years"] for row in values.get(name)} == {None}
        else:
            assert errors(page(response)) != {}
            assert values.is_default(name)

    @pytest.mark.parametrize("hostile", HOSTILE)
    @pytest.mark.parametrize("name", EDITED)
    def test_refuses_what_no_browser_would_send(self, name, hostile, client):
        sent = emptied(page(client.get(address(name))), hostile)

        answered = page(client.post(address(name), sent))

        assert errors(answered) != {}
        assert values.is_default(name)

    @pytest.mark.parametrize("name", EDITED)
    def test_columns_are_those_of_its_value(self, name):
        setting = registry.SETTINGS[name]
        columns = [column.name for column in setting.columns]

        rows = setting.default if setting.kind == policy_setting.Kind.ROWS else []
        if setting.kind == policy_setting.Kind.FIELDS:
            rows = [setting.default]

        assert all(list(row) == columns for row in rows)
        assert bool(columns) == bool(rows)

    def test_an_unknown_one_is_not_found(self, client):
        assert client.get(address("partnership_nmae")).status_code == 404
        assert client.get(address("no", "default_rule")).status_code == 404


class TestTheList:
    def test_shows_each_rule_as_it_stands_and_who_changed_it(self, client, adi):
        services.change_rule("papers_deadline_working_days", value=1, by=adi)

        soup = page(client.get("/settings/rules/"))

        row = soup.find("a", string="Deadline for papers before a meeting")
        cells = row.find_parent("tr").select("td")
        text = soup.get_text(" ")
        assert [in_one_line(cell.get_text()) for cell in cells] == [
            "1 working day",
            "Adi, 22 Oct 2025",
        ]
        assert "Blue: Complete. Completed, and the evidence has been checked" in text
        assert "Autumn: 1 September to 19 December" in text
        for setting in registry.SETTINGS.values():
            assert setting.words in text

    @pytest.mark.parametrize("count", [1, len(EDITED)])
    def test_costs_the_same_whatever_was_changed(
        self, client, amara, count, django_assert_num_queries
    ):
        for name in EDITED[:count]:
            row = PolicySetting.objects.create(
                name=name, value=registry.SETTINGS[name].default
            )
            history.record(row, "changed", by=amara, before=None, after=None)
        client.get("/settings/rules/")

        with django_assert_num_queries(4):
            soup = page(client.get("/settings/rules/"))

        assert soup.get_text().count("22 Oct 2025") == count

    def test_is_reached_from_settings(self, client):
        soup = page(client.get("/settings/"))

        assert soup.find("a", string="Local rules")["href"] == "/settings/rules/"


class TestSettingsPage:
    def test_who_may_open_it_may_open_something_there(self):
        """Its entry in the navigation asks for this alone, without a query."""
        opens = {place.permission for place in PLACES}

        able = {role for role in Role if GRANTS[role] & opens}

        assert able == {
            role for role in Role if Permission.SEE_SETTINGS in GRANTS[role]
        }

    def test_says_what_is_not_set_yet(self, client, amara):
        def unset():
            card = page(client.get("/settings/")).select_one(".app-card")
            return [link.text for link in card.select("a")] if card else []

        first = unset()
        services.change_rule("reply_to", value="board@wexcombe.example", by=amara)
        services.change_rule("controller_name", value="Wexcombe Council", by=amara)
        services.change_rule("controller_name", value="", by=amara)

        assert first == [
            "Name of the partnership",
            "Email address for replies",
            "Data controller",
            "Data protection contact",
            "Where the data is kept",
            "Accessibility contact",
            "Date the accessibility statement was prepared",
        ]
        assert unset() == [name for name in first if name != first[1]]

    def test_a_board_officer_is_not_told_of_rules(self, client_of, bryn):
        text = page(client_of(bryn).get("/settings/")).get_text()

        assert "Settings to complete" not in text
        assert "Local rules" not in text
