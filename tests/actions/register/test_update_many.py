"""One change to many actions: each whole or not at all, and nobody overwritten."""

from datetime import date

import pytest
import time_machine

from actions.register.models.actions import Action
from actions.register.services import endings, progress
from actions.register.words import Status
from partnership.history import services as history
from tests.actions.factories import make_action
from tests.actions.pages import errors, page, url

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def two(education, mo):
    return [
        make_action(education, text=text, owners=[mo], due_text="June 2025")
        for text in ("First", "Second")
    ]


def tick(*actions):
    return [f"{action.pk}-{action.version}" for action in actions]


def outcomes(soup):
    table = soup.find("caption", string=lambda s: s and "Result for each action" in s)
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in table.find_parent("table").select("tbody tr")
    ]


class TestTheRegister:
    def test_selected_actions_go_to_one_form_without_javascript(
        self, client_of, amara, two
    ):
        client = client_of(amara)
        soup = page(client.get(f"{url('register')}?status=open"))
        form = soup.select_one("#results form")
        boxes = form.select("input[name=action]")

        opened = page(
            client.get(
                form["action"],
                {
                    "action": [box["value"] for box in boxes],
                    "what": form.select("button")[0]["value"],
                    "back": form.select_one("[name=back]")["value"],
                },
            )
        )

        assert not any(box.has_attr("checked") for box in boxes)
        assert opened.h1.get_text(strip=True) == "Add an update to 2 actions"
        assert [
            box["value"]
            for box in opened.select("input[name=action]")
            if box.has_attr("checked")
        ] == tick(*two)
        assert opened.select_one(".govuk-back-link")["href"].endswith("?status=open")

    def test_all_on_this_page_are_ticked_by_a_link(self, client_of, amara, education):
        for number in range(25):
            make_action(education, text=f"Do {number}")
        client = client_of(amara)
        first = page(client.get(f"{url('register')}?status=open"))
        link = first.find("a", string="Select all on this page")["href"]
        link = link.removesuffix("#results")

        ticked = page(client.get(f"{url('register')}{link}"))
        second = page(client.get(f"{url('register')}{link}&page=2"))

        boxes = ticked.select("input[name=action]")
        assert len(boxes) == 20
        assert all(box.has_attr("checked") for box in boxes)
        assert not any(b.has_attr("checked") for b in second.select("[name=action]"))

    def test_only_actions_one_may_update_can_be_selected(
        self, client_of, mo, education, two
    ):
        make_action(education, text="Somebody else's")
        endings.withdraw_action(two[1], reason="x", by=mo, on=ON)

        soup = page(client_of(mo).get(url("register")))

        assert [b["value"] for b in soup.select("[name=action]")] == tick(two[0])
        assert [b["value"] for b in soup.select("[name=what]")] == ["update", "date"]

    def test_people_who_may_update_none_see_no_checkboxes(self, client_of, eve, two):
        soup = page(client_of(eve).get(url("register")))

        assert soup.select("[name=action]") == []
        assert "Selected actions" not in soup.get_text()


@pytest.mark.parametrize(
    ("what", "heading", "consequence"),
    [
        ("update", "Add an update to 2 actions", "adds the same update to 2 actions"),
        ("date", "Change the date of 2 actions", "gives 2 actions a new date"),
        (
            "owners",
            "Change the owners of 2 actions",
            "replaces the owners of 2 actions",
        ),
        ("withdraw", "Withdraw 2 actions", "Withdrawn actions cannot be reopened"),
    ],
)
def test_the_page_says_what_it_does_and_to_how_many(
    what, heading, consequence, client_of, amara, two
):
    soup = page(
        client_of(amara).get(url("update_many"), {"what": what, "action": tick(*two)})
    )

    assert soup.h1.get_text(strip=True) == heading
    assert consequence in soup.main.get_text()
    assert {a.version for a in Action.objects.all()} == {1}


def test_without_a_selection_there_is_no_form_to_fill_in(client_of, amara, two):
    soup = page(client_of(amara).get(url("update_many"), {"what": "withdraw"}))

    assert "No actions selected" in soup.get_text()
    assert soup.main.select("textarea, button") == []


class TestEachChange:
    def post(self, client, what, actions, **typed):
        return client.post(
            url("update_many"),
            {"what": what, "action": tick(*actions), "back": "status=open", **typed},
        )

    def test_an_update_is_kept_with_each(self, client_of, amara, two):
        client = client_of(amara)

        response = self.post(client, "update", two, text="All schools told", rag="")

        assert response.url == f"{url('register')}?status=open"
        assert [
            (a.status, a.rag, [u.text for u in a.updates.all()])
            for a in Action.objects.all()
        ] == [(Status.UNDER_WAY, "", ["All schools told"])] * 2
        said = page(client.get(response.url)).select_one(".govuk-notification-banner")
        assert "Update saved: " + ", ".join(a.ref for a in two) in said.get_text()

    def test_a_date_moves_with_its_reason(self, client_of, amara, two):
        self.post(client_of(amara), "date", two, due_text="May 2026", reason="Strike")

        assert [
            (a.due_text, a.slips, [m.reason for m in a.due_changes.all()])
            for a in Action.objects.all()
        ] == [("May 2026", 1, ["Strike"])] * 2

    def test_another_owner_takes_over_and_is_told(self, client_of, amara, chris, two):
        self.post(client_of(amara), "owners", two, owners="Chris and Board office")

        assert [
            [(o.words, o.person) for o in a.owners.all()] for a in Action.objects.all()
        ] == [[("Chris", chris), ("Board office", None)]] * 2
        assert chris.messages.filter(kind="action_raised").count() == 2

    def test_they_are_withdrawn_by_decision(self, client_of, amara, two):
        self.post(
            client_of(amara),
            "withdraw",
            two,
            reason="Taken over",
            decision_words="Executive, item 6",
        )

        assert {
            (a.status, a.withdrawn_because, a.decision_words, a.withdrawn_by)
            for a in Action.objects.all()
        } == {(Status.WITHDRAWN, "Taken over", "Executive, item 6", amara)}

    def test_each_has_its_own_history(self, client_of, amara, two):
        self.post(client_of(amara), "date", two, due_text="May 2026", reason="Strike")

        assert [[e.event for e in history.of(a)] for a in two] == [
            ["date changed", "raised"]
        ] * 2

    @pytest.mark.parametrize(
        ("what", "error"),
        [
            ("update", "Enter what has happened"),
            ("date", "Enter the new date"),
            ("owners", "Enter the new owners"),
            ("withdraw", "Enter the reason for withdrawing them"),
        ],
    )
    def test_nothing_is_changed_without_the_required_text(
        self, what, error, client_of, amara, two
    ):
        soup = page(self.post(client_of(amara), what, two))

        assert error in errors(soup)
        assert {a.version for a in Action.objects.all()} == {1}

    def test_words_that_may_name_a_child_are_asked_about_first(
        self, client_of, amara, two
    ):
        soup = page(
            self.post(
                client_of(amara), "update", two, text="UPN H801200001001 was seen"
            )
        )

        assert "Not saved" in errors(soup)[0]
        assert {a.updates.count() for a in two} == {0}


class TestRowsThatCannotBeDone:
    def test_an_action_changed_meanwhile_is_not_overwritten_and_the_others_are_changed(
        self, client_of, amara, bryn, two
    ):
        ticked = tick(*two)
        first = Action.objects.get(pk=two[0].pk)
        progress.change_due(
            first, due_text="July 2025", reason="Bryn's", by=bryn, on=ON
        )

        soup = page(
            client_of(amara).post(
                url("update_many"),
                {
                    "what": "date",
                    "action": ticked,
                    "due_text": "May 2026",
                    "reason": "Amara's",
                },
            )
        )

        assert sorted(outcomes(soup)) == [
            [
                f"{two[0].ref} First",
                "Not done Someone else has changed this action since you opened the "
                "list. Not saved",
            ],
            [f"{two[1].ref} Second", "Done Date changed"],
        ]
        assert [a.due_text for a in Action.objects.order_by("pk")] == [
            "July 2025",
            "May 2026",
        ]
        assert soup.find("input", {"name": "due_text"})["value"] == "May 2026"
        assert [b["value"] for b in soup.select("[name=action]")] == [
            f"{first.pk}-{first.version}"
        ]

    def test_submitting_again_overwrites_knowingly(self, client_of, amara, bryn, two):
        ticked = tick(two[0])
        progress.update_action(
            Action.objects.get(pk=two[0].pk), text="Bryn's", by=bryn, on=ON
        )
        client = client_of(amara)
        typed = {"what": "update", "text": "Amara's", "rag": ""}
        soup = page(client.post(url("update_many"), {**typed, "action": ticked}))
        again = [b["value"] for b in soup.select("[name=action]")]

        response = client.post(url("update_many"), {**typed, "action": again})

        assert response.status_code == 302
        assert [u.text for u in two[0].updates.order_by("pk")] == ["Bryn's", "Amara's"]

    def test_sending_the_same_page_twice_does_it_once(self, client_of, amara, two):
        client = client_of(amara)
        sent = {"what": "update", "action": tick(*two), "text": "Told", "rag": ""}
        client.post(url("update_many"), sent)

        soup = page(client.post(url("update_many"), sent))

        assert {a.updates.count() for a in two} == {1}
        assert [words[:8] for _, words in outcomes(soup)] == ["Not done"] * 2

    def test_a_rating_that_changes_without_a_reason_is_refused_for_its_row_alone(
        self, client_of, amara, two
    ):
        progress.update_action(two[0], text="Well", rag="green", by=amara, on=ON)
        two[0].refresh_from_db()

        soup = page(
            client_of(amara).post(
                url("update_many"),
                {"what": "update", "action": tick(*two), "text": "Hm", "rag": "red"},
            )
        )

        assert [words for _, words in outcomes(soup)] == [
            "Not done Enter the reason for changing the delivery rating",
            "Done Update saved",
        ]
        assert [a.rag for a in Action.objects.order_by("pk")] == ["green", "red"]

    def test_a_closed_row_says_so(self, client_of, amara, two):
        endings.withdraw_action(two[0], reason="x", by=amara, on=ON)
        two[0].refresh_from_db()

        soup = page(
            client_of(amara).post(
                url("update_many"),
                {
                    "what": "date",
                    "action": tick(*two),
                    "due_text": "May 2026",
                    "reason": "x",
                },
            )
        )

        assert sorted(words for _, words in outcomes(soup)) == [
            "Done Date changed",
            f"Not done {two[0].ref} is withdrawn, so its date cannot change",
        ]


class TestPermission:
    @pytest.mark.parametrize("what", ["owners", "withdraw"])
    def test_an_owner_cannot_change_owners_or_withdraw(self, what, client_of, mo, two):
        soup = page(
            client_of(mo).post(
                url("update_many"),
                {"what": what, "action": tick(*two), "owners": "Olu", "reason": "x"},
            )
        )

        assert [words for _, words in outcomes(soup)] == [
            "Not done You do not have permission to change this action"
        ] * 2
        assert {a.status for a in Action.objects.all()} == {Status.NOT_STARTED}

    def test_a_chair_s_rows_are_done_and_another_group_s_are_not(
        self, client_of, chris, mo, education, quality
    ):
        own = make_action(education, text="Own")
        others = make_action(quality, text="Other", owners=["tbc"])
        plans = make_action(quality, text="Seen", owners=[chris])

        soup = page(
            client_of(chris).post(
                url("update_many"),
                {
                    "what": "withdraw",
                    "action": tick(own, others, plans),
                    "reason": "Over",
                },
            )
        )

        assert outcomes(soup) == [
            [f"{own.ref} Own", "Done Withdrawn"],
            [
                f"{plans.ref} Seen",
                "Not done You do not have permission to change this action",
            ],
        ]
        others.refresh_from_db()
        assert others.status == Status.NOT_STARTED

    def test_a_reader_of_the_register_cannot_change_it(self, client_of, eve, two):
        client_of(eve).post(
            url("update_many"), {"what": "update", "action": tick(*two), "text": "x"}
        )

        assert {a.updates.count() for a in two} == {0}


@pytest.mark.parametrize(
    "ticks", [[], ["1"], ["x-1"], ["-"], ["1-"], ["9" * 30 + "-1"], ["٣-1"]]
)
def test_an_invalid_checkbox_value_selects_nothing(ticks, client_of, amara, two):
    soup = page(
        client_of(amara).post(
            url("update_many"), {"what": "update", "action": ticks, "text": "Words"}
        )
    )

    assert "Select at least one action in the register" in errors(soup)
    assert soup.find("textarea", {"name": "text"}).get_text(strip=True) == "Words"
    assert {a.updates.count() for a in two} == {0}
