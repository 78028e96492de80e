"""The pages of a year end and its report."""

import io
from datetime import date

import pytest
from django.urls import reverse
from pypdf import PdfReader

from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.services import endings, progress
from actions.year_end.forms import proposed
from actions.year_end.models import YearEnd
from actions.year_end.services import closing
from partnership.history.models import Download
from tests.actions.factories import make_action, make_plan
from tests.actions.pages import errors, page, rows, url
from tests.actions.year_end.acting import ON, begin, carry, drop

pytestmark = pytest.mark.long

PARTS = ("day", "month", "year")


def words_of(soup) -> str:
    return " ".join(soup.main.get_text(" ").split())


def way(name, year_end, action) -> str:
    kwargs = {"pk": year_end.pk, "action": action.pk}
    return reverse(f"actions:decide_{name}", kwargs=kwargs)


@pytest.mark.parametrize(
    ("title", "start", "end", "next_title", "next_start", "next_end"),
    [
        (
            "Business plan 2025 to 2026",
            date(2025, 4, 1),
            date(2026, 3, 31),
            "Business plan 2026 to 2027",
            date(2026, 4, 1),
            date(2027, 3, 31),
        ),
        (
            "Core business 2024/25",
            date(2023, 3, 1),
            date(2024, 2, 29),
            "Core business 2025/26",
            date(2024, 3, 1),
            date(2025, 2, 28),
        ),
        (
            "Three years 2023-26",
            date(2023, 4, 1),
            date(2026, 3, 31),
            "Three years 2026-29",
            date(2026, 4, 1),
            date(2029, 3, 31),
        ),
    ],
)
def test_the_next_plan_is_suggested(
    title, start, end, next_title, next_start, next_end
):
    plan = Plan(title=title, start=start, end=end)

    assert proposed(plan) == {
        "title": next_title,
        "start": next_start,
        "end": next_end,
    }


class TestBeginning:
    def test_creates_the_plan_and_asks_where_priorities_go(
        self, plan, priority, amara, client_of
    ):
        client = client_of(amara)
        path = url("begin_year_end", plan)
        sent = {
            "title": "Plan of 2026",
            **{f"start-{part}": n for part, n in zip(PARTS, (1, 4, 2026), strict=True)},
            **{f"end-{part}": n for part, n in zip(PARTS, (31, 3, 2027), strict=True)},
        }

        placing = page(client.post(path, sent, follow=True))

        assert placing.h1.get_text() == "Match the priorities"
        select = placing.find("select")
        assert select.find("option", selected=True)["value"] == "take_over"
        name = select["name"]
        shown = client.post(
            url("place_priorities", YearEnd.objects.get()),
            {name: "take_over", "version": 1},
            follow=True,
        )
        assert page(shown).h1.get_text() == "Close the year"
        taken = Plan.objects.get(title="Plan of 2026").priorities.get()
        assert (taken.ref, taken.statement) == ("WSCP1", "They are found")

    def test_asks_for_what_a_new_plan_needs(self, plan, amara, client_of):
        shown = page(client_of(amara).post(url("begin_year_end", plan), {"title": " "}))

        assert errors(shown) == [
            "Enter the title of the new plan",
            "Enter the first day of the new plan",
            "Enter the last day of the new plan",
        ]

    def test_uses_an_existing_plan_and_ignores_the_rest(self, plan, amara, client_of):
        there = make_plan(amara, title="Other plan", start=date(2026, 4, 1))

        client_of(amara).post(url("begin_year_end", plan), {"next_plan": there.pk})

        assert YearEnd.objects.get().next_plan == there

    def test_suggests_the_existing_plan_for_the_next_year(self, plan, amara, client_of):
        make_plan(amara, title="Core", start=date(2026, 4, 1), tier="core")
        there = make_plan(amara, title="Other plan", start=date(2026, 4, 1))

        shown = page(client_of(amara).get(url("begin_year_end", plan)))

        assert shown.find("option", selected=True)["value"] == str(there.pk)

    def test_redirects_to_the_one_in_preparation(self, year_end, amara, client_of):
        response = client_of(amara).get(url("begin_year_end", year_end.plan))

        assert response.url == year_end.get_absolute_url()


class TestTheTable:
    def test_shows_what_is_undecided_to_check_and_decided(
        self, year_end, actions, priority, partnership, amara, mo, client_of
    ):
        drop(year_end, actions[1], amara)
        Plan.objects.filter(pk=year_end.plan_id).update(needs_check=True)
        waiting = make_action(partnership, text="Count them", priority=priority)
        waiting = Action.objects.get(pk=waiting.pk)
        endings.complete_action(waiting, outcome="Fewer", by=mo, on=ON)

        shown = page(client_of(amara).get(year_end.get_absolute_url()))

        assert rows(shown) == ["Count them", "Do 1", "Do 3", "Do 2"]
        assert [h.get_text() for h in shown.select("h2")[:3]] == [
            "To be checked first",
            "Not decided",
            "Decided",
        ]
        assert "1 of 3 open actions decided" in words_of(shown)
        assert "Check and close the year" not in words_of(shown)

    def test_offers_to_close_when_all_is_decided(self, decided, amara, client_of):
        shown = page(client_of(amara).get(decided.get_absolute_url()))

        assert "Check and close the year" in words_of(shown)

    def test_leads_to_the_report_when_it_is_done(self, decided, amara, client_of):
        closing.close_year(decided, by=amara, on=ON)

        response = client_of(amara).get(decided.get_absolute_url())

        assert response.url == url("year_end_report", decided.plan)


class TestDeciding:
    def test_to_carry_proposes_the_priority_and_says_what_is_unclear_of_the_date(
        self, year_end, actions, amara, client_of
    ):
        client, path = client_of(amara), way("carry", year_end, actions[0])
        target = year_end.next_plan.priorities.get()
        shown = page(client.get(path))
        assert shown.find("option", selected=True)["value"] == str(target.pk)

        sent = {"target": target.pk, "due_text": "ASAP", "reason": "x", "version": 1}
        after = page(client.post(path, sent, follow=True))

        assert "About the date:" in after.select_one(".govuk-notification-banner").text
        assert year_end.decisions.get().due_text == "ASAP"

    def test_carrying_needs_a_priority(self, plan, actions, amara, client_of):
        path = way("carry", begin(plan, amara), actions[0])

        shown = words_of(page(client_of(amara).get(path)))

        assert (
            "Plan of 2026 has no priorities yet. Copy one from this plan first" in shown
        )

    def test_to_complete_judges_the_impact_and_shows_it_before_the_year_is_closed(
        self, year_end, actions, amara, client_of
    ):
        client, path = client_of(amara), way("complete", year_end, actions[0])
        progress.update_action(
            actions[0], text="Begun", impact="amber", by=amara, on=ON
        )
        shown = page(client.get(path))
        assert shown.find("input", checked=True)["value"] == "amber"

        client.post(path, {"outcome": "Fewer", "impact": "green", "version": 1})

        shown = page(client.get(url("close_year", year_end)))
        [decided] = shown.select("[data-label^='Reason']")
        assert decided.get_text(" ", strip=True) == "Fewer Making a difference"
        assert shown.select(".app-legend")
        again = page(client.get(path))
        assert again.find("input", checked=True)["value"] == "green"

    def test_keeps_what_was_typed_when_something_is_missing(
        self, year_end, actions, amara, client_of
    ):
        sent = {"due_text": "June 2026", "reason": "", "version": 1}
        shown = page(client_of(amara).post(way("carry", year_end, actions[0]), sent))

        assert errors(shown) == [
            "Select a priority",
            "Enter the reason for carrying it forward",
        ]
        assert shown.find("input", {"name": "due_text"})["value"] == "June 2026"

    def test_shows_the_second_of_two_what_the_first_decided(
        self, year_end, actions, amara, bryn, client_of
    ):
        drop(year_end, actions[0], bryn)
        sent = {"reason": "Mine", "decision_words": "Item 7", "version": 1}

        shown = page(client_of(amara).post(way("drop", year_end, actions[0]), sent))

        assert errors(shown) == [
            "Someone else changed this while you were editing it. Nothing has been "
            "saved."
        ]
        assert "Overtaken" in words_of(shown)
        assert shown.find("textarea").get_text(strip=True) == "Mine"

    @pytest.mark.parametrize(
        ("address", "is_taken"),
        [
            ("https://wexcombe.example/minutes", True),
            ("/meetings/4/minutes/", True),
            ("javascript:alert(1)", False),
            ("//elsewhere.example", False),
            ("minutes of March", False),
        ],
    )
    def test_a_decisions_address_is_one_that_can_stand_in_a_link(
        self, address, is_taken, year_end, actions, amara, client_of
    ):
        sent = {
            "reason": "x",
            "decision_words": "Item 6",
            "decision_url": address,
            "version": 1,
        }
        client_of(amara).post(way("drop", year_end, actions[0]), sent)

        assert year_end.decisions.filter(decision_url=address).exists() == is_taken

    def test_is_about_actions_of_this_plan(self, year_end, education, amara, client_of):
        other = make_action(education)

        response = client_of(amara).get(way("drop", year_end, other))

        assert response.status_code == 404


class TestClosing:
    def test_shows_everything_then_does_it(self, decided, amara, client_of):
        client, path = client_of(amara), url("close_year", decided)
        shown = page(client.get(path))
        assert rows(shown) == ["Do 1", "Do 3", "Do 2"]
        words = words_of(shown)
        assert "Read as: 1 June 2026 to 30 June 2026" in words
        assert "1 action continues as a new action in" in words
        assert "1 action is withdrawn" in words
        assert "1 action is marked as complete" in words
        assert shown.find("a", string="Cancel")["href"] == decided.get_absolute_url()

        report = page(client.post(path, {"version": decided.version}, follow=True))

        assert report.h1.get_text() == "How the year ended"
        assert not Action.objects.open().filter(priority__plan=decided.plan).exists()

    def test_lists_actions_without_a_decision_and_has_no_button(
        self, year_end, actions, amara, client_of
    ):
        shown = page(client_of(amara).get(url("close_year", year_end)))

        assert "Close the year" not in [b.get_text(strip=True) for b in shown("button")]
        assert "when every action above is settled" in words_of(shown)

    def test_is_refused_beside_the_button_when_something_was_changed(
        self, decided, actions, amara, bryn, client_of
    ):
        opened_at = decided.version
        drop(decided, actions[0], bryn)

        shown = page(
            client_of(amara).post(url("close_year", decided), {"version": opened_at})
        )

        summary = shown.select_one(".govuk-error-summary__list").get_text(strip=True)
        assert summary.startswith("Someone else changed this")

    def test_can_be_abandoned(self, year_end, amara, client_of):
        client_of(amara).post(
            url("abandon_year_end", year_end),
            {"reason": "Too early", "version": year_end.version},
        )

        assert YearEnd.objects.get().abandoned_because == "Too early"
        shown = page(client_of(amara).get(year_end.get_absolute_url()))
        assert "Too early" in words_of(shown)


class TestTheReport:
    @pytest.fixture
    def closed(self, decided, amara):
        closing.close_year(decided, by=amara, on=ON)
        return decided

    def test_names_each_with_reason_decision_and_chain(self, closed, amara, client_of):
        words = words_of(
            page(client_of(amara).get(url("year_end_report", closed.plan)))
        )

        for said in (
            "Closed on 1 April 2026 by Amara",
            "It waits for a partner",
            "carried once since 2025/26",
            "WSCP1.4 , June 2026",
            "Overtaken",
            "Executive, item 6",
            "Fewer go missing",
        ):
            assert said in words

    def test_shows_members_nothing_of_the_draft_that_follows(
        self, closed, mo, dara, client_of
    ):
        path = url("year_end_report", closed.plan)

        assert "June 2026" not in words_of(page(client_of(dara).get(path)))
        assert "WSCP1.4" in words_of(page(client_of(mo).get(path)))

    def test_is_a_tagged_paper(self, closed, amara, client_of):
        response = client_of(amara).get(url("year_end_pdf", closed.plan))

        reader = PdfReader(io.BytesIO(response.content))
        text = " ".join(" ".join(p.extract_text().split()) for p in reader.pages)
        assert reader.metadata.title == "Year end: Plan of 2025"
        assert reader.trailer["/Root"]["/Lang"].startswith("en")
        for said in ("How the year ended", "Carried forward", "It waits for a partner"):
            assert said in text
        assert Download.objects.get().words == "Year end of Plan of 2025"

    def test_of_a_running_plan_says_that_it_is_not_closed(
        self, plan, actions, amara, client_of
    ):
        shown = page(client_of(amara).get(url("year_end_report", plan)))

        assert "has not been closed" in words_of(shown)
        assert rows(shown) == ["Do 1", "Do 2", "Do 3"]

    @pytest.mark.parametrize("count", [1, 100])
    def test_asks_as_often_for_100_as_for_one(
        self,
        count,
        year_end,
        actions,
        priority,
        partnership,
        amara,
        client_of,
        django_assert_max_num_queries,
    ):
        for n in range(count):
            action = make_action(partnership, text=f"More {n}", priority=priority)
            carry(year_end, action, amara)
        for action in actions:
            drop(year_end, action, amara)
        year_end.refresh_from_db()
        closing.close_year(year_end, by=amara, on=ON)
        client, path = client_of(amara), url("year_end_report", year_end.plan)
        client.get(path)

        with django_assert_max_num_queries(14):
            assert len(rows(page(client.get(path)))) == count + 3
