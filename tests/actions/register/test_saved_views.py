"""Saved views: one's own and shared ones, above the register and on their page."""

import pytest
import time_machine
from django.db import IntegrityError, transaction

from actions import leaving
from actions.register.models.saved import SavedView
from actions.register.services import saved
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from tests.actions.factories import make_action
from tests.actions.pages import errors, page, rows, url


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


def above(soup):
    nav = soup.find("nav", {"aria-label": "Saved views"})
    return [a.get_text(strip=True) for a in nav.select("a")] if nav else []


class TestFromTheRegister:
    def test_the_filters_are_saved_and_opened_again(self, client_of, amara, education):
        make_action(education, text="Undated", due_text="tbc")
        make_action(education, text="Dated", due_text="May 2026")
        client = client_of(amara)
        soup = page(client.get(f"{url('register')}?page=1&without_date=on&order=-ref"))
        link = soup.find("a", string="Save this view")["href"]
        form = page(client.get(link))
        asked = form.find("input", {"name": "query"})["value"]

        response = client.post(
            link, {"name": "Undated ones", "query": asked, "is_shared": "on"}
        )
        opened = page(client.get(response.url))

        view = SavedView.objects.get()
        assert (view.name, view.query, view.is_shared, view.person) == (
            "Undated ones",
            "order=-ref&without_date=on",
            True,
            amara,
        )
        assert "No date: yes" in form.get_text()
        assert rows(opened) == ["Undated"]
        assert above(opened) == ["Undated ones", "All views"]
        assert opened.select_one("[aria-current=page].app-sub-navigation__link")
        assert opened.find("a", string="Save this view") is None

    def test_no_form_if_all_owners_are_matched(self, client_of, amara):
        soup = page(client_of(amara).get(url("register")))

        assert above(soup) == []
        assert soup.find("a", string="Save this view") is None

    def test_a_view_with_a_removed_filter_still_opens(
        self, client_of, amara, education
    ):
        make_action(education, text="Late", due_text="June 2025")
        make_action(education, text="Later", due_text="June 2026")
        view = SavedView.objects.create(
            person=amara,
            name="Old",
            query="moon=full&overdue=on&priority=4711&quiet=for+ever",
        )

        soup = page(client_of(amara).get(view.get_absolute_url()))
        editing = page(client_of(amara).get(url("edit_view", view)))

        assert rows(soup) == ["Late"]
        assert "Overdue: yes" in editing.get_text()

    def test_a_name_in_use_is_refused_and_stays_in_the_field(self, client_of, amara):
        saved.save_view(name="Late", query="overdue=on", by=amara)

        soup = page(
            client_of(amara).post(
                url("save_view"), {"name": "late", "query": "quiet=30"}
            )
        )

        assert errors(soup) == ["You already have a view with this name"]
        assert soup.find("input", {"name": "name"})["value"] == "late"
        assert "No update: For 30 days" in soup.get_text()

    def test_the_hidden_query_is_put_into_canonical_form(self, client_of, amara):
        client_of(amara).post(
            url("save_view"), {"name": "Odd", "query": "next=//evil.example&overdue=on"}
        )

        assert SavedView.objects.get().query == "overdue=on"


class TestWhoSeesWhich:
    @pytest.fixture
    def views(self, amara, bryn, mo):
        for name, is_shared, by in (
            ("Amara's own", False, amara),
            ("Amara's shared", True, amara),
            ("Bryn's own", False, bryn),
            ("Mo's own", False, mo),
        ):
            saved.save_view(name=name, query="quiet=30", is_shared=is_shared, by=by)
        return {view.name: view for view in SavedView.objects.all()}

    @pytest.mark.parametrize(
        ("who", "names"),
        [
            ("amara", ["Amara's own", "Amara's shared"]),
            ("bryn", ["Bryn's own", "Amara's shared"]),
            ("mo", ["Mo's own", "Amara's shared"]),
            ("eve", ["Amara's shared"]),
            ("dee", []),
        ],
    )
    def test_a_person_s_own_views_come_before_shared_ones(
        self, who, names, views, request, client_of
    ):
        client = client_of(request.getfixturevalue(who))

        listed = page(client.get(url("saved_views")))

        assert rows(listed) == names
        assert above(page(client.get(url("register")))) == (
            [*names, "All views"] if names else []
        )

    def test_nobody_signed_out_sees_any(self, views):
        assert list(SavedView.objects.visible_to(None)) == []

    @pytest.mark.parametrize(
        ("who", "name", "status"),
        [
            ("amara", "Amara's own", 200),
            ("bryn", "Amara's own", 404),
            ("bryn", "Amara's shared", 200),
            ("mo", "Amara's shared", 403),
            ("mo", "Mo's own", 200),
            ("amara", "Mo's own", 404),
            ("eve", "Amara's shared", 403),
            ("dee", "Amara's shared", 404),
        ],
    )
    def test_each_changes_their_own_and_officers_the_shared(
        self, who, name, status, views, request, client_of
    ):
        client = client_of(request.getfixturevalue(who))

        assert client.get(url("edit_view", views[name])).status_code == status
        if status != 200:
            assert client.post(url("forget_view", views[name])).status_code == status
        assert SavedView.objects.count() == 4

    def test_a_member_cannot_share(self, views, mo, client_of):
        client = client_of(mo)
        form = page(client.get(url("edit_view", views["Mo's own"])))

        client.post(
            url("edit_view", views["Mo's own"]),
            {"name": "Mine", "is_shared": "on", "version": "1"},
        )

        assert form.find("input", {"name": "is_shared"}) is None
        view = SavedView.objects.get(pk=views["Mo's own"].pk)
        assert (view.name, view.is_shared) == ("Mine", False)

    def test_deleting_a_view_leaves_its_actions(
        self, views, amara, education, client_of
    ):
        make_action(education)
        view = views["Amara's shared"]
        client = client_of(amara)

        client.post(url("forget_view", view))

        assert rows(page(client.get(url("saved_views")))) == ["Amara's own"]
        assert above(page(client.get(url("register")))) == ["Amara's own", "All views"]
        assert client.post(url("forget_view", view)).status_code == 409
        assert education.actions.count() == 1
        assert [e.event for e in history.of(view)] == ["forgotten", "saved"]


class TestServices:
    def test_a_view_is_renamed_and_shared(self, amara):
        view = saved.save_view(name="Late", query="overdue=on", by=amara)

        saved.edit_view(view, name="All late", is_shared=True, version=1, by=amara)

        assert history.of(view)[0].detail == {
            "before": {"name": "Late", "shared": False},
            "after": {"name": "All late", "shared": True},
        }
        view.refresh_from_db()
        assert (view.name, view.is_shared, view.version) == ("All late", True, 2)

    def test_its_own_name_in_other_case_is_not_taken(self, amara):
        view = saved.save_view(name="late", query="overdue=on", by=amara)

        saved.edit_view(view, name="Late", by=amara)

        assert view.name == "Late"

    def test_the_second_of_two_gets_a_message(self, amara, bryn):
        view = saved.save_view(
            name="Late", query="overdue=on", is_shared=True, by=amara
        )
        saved.edit_view(view, name="Amara's", version=1, by=amara)

        with pytest.raises(Changed):
            saved.edit_view(view, name="Bryn's", version=1, by=bryn)

    @pytest.mark.parametrize("name", ["", "   ", "Late", " LATE "])
    def test_a_blank_or_taken_name_is_refused(self, name, amara):
        saved.save_view(name="Late", query="", by=amara)

        with pytest.raises(Refused) as refusal:
            saved.save_view(name=name, query="", by=amara)

        assert refusal.value.field == "name"

    def test_a_deleted_view_frees_its_name_and_cannot_be_changed(self, amara, today):
        view = saved.save_view(name="Late", query="overdue=on", by=amara)
        saved.forget_view(view, version=1, by=amara, on=today)

        saved.save_view(name="Late", query="quiet=30", by=amara)

        with pytest.raises(Refused, match="has been deleted"):
            saved.edit_view(view, name="Late again", by=amara)

    def test_two_people_may_use_one_name(self, amara, bryn):
        saved.save_view(name="Late", query="", by=amara)
        saved.save_view(name="Late", query="", by=bryn)

        assert SavedView.objects.count() == 2

    def test_there_is_a_limit(self, amara):
        SavedView.objects.bulk_create(
            SavedView(person=amara, name=f"View {n}") for n in range(50)
        )

        with pytest.raises(Refused, match="delete one first"):
            saved.save_view(name="One more", query="", by=amara)

    @pytest.mark.parametrize("name", ["", " ", "LATE"])
    def test_the_database_keeps_names_unique_too(self, name, amara):
        saved.save_view(name="Late", query="", by=amara)

        with pytest.raises(IntegrityError), transaction.atomic():
            SavedView.objects.create(person=amara, name=name)

    def test_merging_keeps_both_views_of_one_name(self, amara, bryn, mo, today):
        for by in (mo, bryn):
            saved.save_view(name="Late", query=f"owner={by.name}", by=by)
        saved.save_view(name="late (2)", query="quiet=30", by=bryn)

        leaving.merge_people(kept=mo, gone=bryn, by=amara, on=today)

        assert {(v.name, v.query) for v in mo.saved_views.all()} == {
            ("Late", "owner=Mo"),
            ("late (2)", "quiet=30"),
            ("Late (3)", "owner=Bryn"),
        }
        assert not bryn.saved_views.exists()
