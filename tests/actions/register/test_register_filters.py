"""What the register can be narrowed to, beyond what it always could; slips in it."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from actions.register.filters import asked_of_register
from actions.register.models.actions import Action
from actions.register.services import endings, progress, raising
from actions.register.words import OwnerAs
from partnership.pages.forms.dates import date_data
from partnership.policy import values as policy
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import page, rows, url

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


def move(action, *texts, by):
    for text in texts:
        progress.change_due(action, due_text=text, reason="Illness", by=by, on=ON)


@pytest.fixture
def register(amara, bryn, mo, education, partnership):
    """One action for each filter, none of which another should find."""
    plan = make_plan(amara, needs_check=True)
    waiting = raising.add_action(
        make_priority(plan), text="Waiting", due_text="1 March 2026", by=amara, on=ON
    )
    endings.complete_action(waiting, outcome="Seen sooner", by=bryn, on=ON)
    make_action(education, text="Named", owners=[mo], due_text="3 March 2026")
    make_action(
        education,
        text="Role",
        owners=[OwnerAs("Clerk", None, education, "Clerk")],
        due_text="4 March 2026",
    )
    moved = make_action(
        education, text="Moved", owners=["The clerk"], due_text="June 2025"
    )
    move(moved, "July 2025", "5 March 2026", by=amara)
    judged = make_action(education, text="Judged", owners=[mo], due_text="6 March 2026")
    progress.update_action(judged, text="Better", impact="green", by=mo, on=ON)
    return {action.text: action for action in Action.objects.all()}


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("unmatched=unresolved", ["Moved"]),
        ("unmatched=nobody", ["Waiting"]),
        ("impact=green", ["Judged"]),
        ("impact=none", ["Named", "Role", "Moved", "Waiting"]),
        ("status=to_check", ["Waiting"]),
        ("status=carried", []),
        ("moved=1", ["Moved"]),
        ("moved=2", ["Moved"]),
        ("moved=3", []),
        ("moved=often", ["Named", "Role", "Moved", "Judged", "Waiting"]),
        (
            "earliest-day=4&earliest-month=3&earliest-year=2026",
            ["Role", "Moved", "Judged"],
        ),
        ("latest-day=3&latest-month=3&latest-year=2026", ["Named", "Waiting"]),
        (
            "earliest-day=4&earliest-month=3&earliest-year=2026"
            "&latest-day=5&latest-month=3&latest-year=2026",
            ["Role", "Moved"],
        ),
        ("owner=Education", ["Role"]),
        ("order=-moved&moved=1", ["Moved"]),
    ],
)
def test_the_register_is_narrowed(query, texts, register, client_of, amara):
    soup = page(client_of(amara).get(f"{url('register')}?{query}"))

    assert rows(soup) == texts


def test_twelve_filters_fold_behind_the_five_used_most(register, client_of, amara):
    soup = page(client_of(amara).get(url("register")))
    more = soup.select_one(".app-filter__form details")

    names = [field["name"] for field in soup.select(".app-filter__form [name]")]
    folded = {field["name"] for field in more.select("[name]")}
    assert [name for name in names if name not in folded] == [
        "text",
        "owner",
        "status",
        "organisation",
        "overdue",
    ]
    assert more.summary.get_text(strip=True) == "More filters"
    assert len({name.partition("-")[0] for name in folded}) == 13


@pytest.mark.parametrize(
    ("query", "is_open"),
    [
        ("", False),
        ("owner=Education&overdue=on", False),
        ("moved=1", True),
        ("moved=often", True),
        ("schools=on", True),
        ("earliest-day=4&earliest-month=3&earliest-year=2026", True),
    ],
)
def test_folded_filters_are_open_when_one_is_set(
    query, is_open, register, client_of, amara
):
    soup = page(client_of(amara).get(f"{url('register')}?{query}"))

    assert soup.select_one(".app-filter__form details").has_attr("open") == is_open


def test_a_second_skip_link_leads_past_the_filters(register, client_of, amara):
    soup = page(client_of(amara).get(url("register")))

    first, second = soup.select(".govuk-skip-link")
    assert (first["href"], second["href"]) == ("#main-content", "#results")
    assert soup.find(id="results").select("[name=action]")


def test_the_register_shows_its_legend_once_and_folded(register, client_of, amara):
    soup = page(client_of(amara).get(url("register")))

    [legend] = soup.select(".app-legend")
    assert not legend.find_parent("details").has_attr("open")


def test_by_plan(register, client_of, amara):
    plan = register["Waiting"].priority.plan
    make_plan(amara, title="Another plan")

    soup = page(client_of(amara).get(f"{url('register')}?plan={plan.pk}"))

    assert rows(soup) == ["Waiting"]


def test_a_number_of_times_that_is_no_number_is_an_error(register, client_of, amara):
    soup = page(client_of(amara).get(f"{url('register')}?moved=often"))

    assert "must be a number" in soup.select_one(".govuk-error-message").get_text()


@pytest.mark.parametrize(
    ("name", "rule", "more"),
    [
        ("rag", "rag_legend_delivery", []),
        ("impact", "rag_legend_impact", ["Not yet rated"]),
    ],
)
def test_ratings_are_named_in_the_partnership_s_own_words(
    name, rule, more, register, client_of, amara
):
    legend = [{**row, "word": f"Our {row['value']}"} for row in policy.get(rule)]
    policy.change(rule, legend, by=amara)

    soup = page(client_of(amara).get(url("register")))

    words = [o.get_text() for o in soup.select(f"select[name={name}] option")]
    assert words == ["Any", "Our green", "Our amber", "Our red", *more]


class TestSlips:
    @pytest.mark.parametrize(
        ("first", "texts", "slips"),
        [
            ("", ["June 2025"], 0),
            ("June 2025", [], 0),
            ("June 2025", ["May 2025"], 0),
            ("June 2025", ["July 2025"], 1),
            ("June 2025", ["tbc"], 1),
            ("June 2025", ["tbc", "August 2025"], 1),
            ("June 2025", ["July 2025", "June 2025", "August 2025"], 2),
        ],
    )
    def test_slips_are_counted_like_the_moves_themselves(
        self, first, texts, slips, education, amara
    ):
        action = make_action(education, due_text=first)

        move(action, *texts, by=amara)

        action.refresh_from_db()
        assert action.slips == slips
        assert action.slips == sum(m.is_slip for m in action.due_changes.all())

    def test_an_outdated_count_is_never_saved(self, education, amara):
        action = make_action(education, due_text="June 2025")
        stale = Action.objects.get(pk=action.pk)
        move(action, "July 2025", by=amara)

        stale.save()

        assert Action.objects.get().slips == 1

    def test_are_shown_in_the_register_on_the_action_and_in_the_plan(
        self, client_of, amara, partnership
    ):
        priority = make_priority(make_plan(amara))
        action = raising.add_action(
            priority, text="Slipping", due_text="June 2025", by=amara, on=ON
        )
        move(action, "July 2025", "August 2025", "May 2025", by=amara)
        client = client_of(amara)

        shown = {
            where: page(client.get(where)).get_text()
            for where in (
                url("register"),
                action.get_absolute_url(),
                priority.plan.get_absolute_url(),
            )
        }

        assert all("Moved 2 times" in text for text in shown.values())

    def test_an_earlier_new_date_is_not_a_slip(self, client_of, amara, education):
        action = make_action(education, due_text="June 2026")
        move(action, "May 2026", by=amara)

        text = page(client_of(amara).get(action.get_absolute_url())).get_text()

        assert "The date was changed" in text
        assert "Moved" not in text

    def test_no_count_is_negative(self, education):
        action = make_action(education)

        with pytest.raises(IntegrityError), transaction.atomic():
            Action.objects.bulk_create(
                [
                    Action(
                        ref="X-1",
                        text="x",
                        organisation=education,
                        slips=-1,
                        raised_on=ON,
                        source="other",
                    )
                ]
            )
        assert Action.objects.get() == action


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", ""),
        ("page=3&status=open", "status=open"),
        ("status=open&owner=", "status=open"),
        ("order=-due&status=open", "order=-due&status=open"),
        ("status=open&order=-due", "order=-due&status=open"),
        ("no_such_filter=1&text=a+b", "text=a+b"),
        ("tick=1&earliest-day=1", "earliest-day=1"),
    ],
)
def test_a_query_string_has_one_canonical_form(query, asked, rf):
    assert asked_of_register(rf.get(f"/?{query}").GET) == asked


def test_removing_the_due_filter_keeps_the_date_filters(register, client_of, amara):
    query = "&".join(
        f"{name}={value}" for name, value in date_data("latest", ON).items()
    )

    soup = page(client_of(amara).get(f"{url('register')}?due=28&{query}"))

    lifted = next(
        a["href"]
        for a in soup.select(".app-chip")
        if a.strong.get_text() == "In 28 days"
    )
    assert "due=" not in lifted
    assert "latest-day=22" in lifted
