"""The origins of an action on its page, and the link to carry it forward."""

from datetime import date

from actions.register.models.actions import Action
from actions.year_end.services import closing
from tests.actions.factories import make_plan, make_priority
from tests.actions.pages import page, url
from tests.actions.year_end.acting import ON


def words_of(soup) -> str:
    return " ".join(soup.main.get_text(" ").split())


class TestAnActionsPage:
    def test_shows_the_chain_of_its_origins(self, decided, actions, amara, client_of):
        closing.close_year(decided, by=amara, on=ON)
        new = Action.objects.get(carried_from=actions[0])

        shown = words_of(page(client_of(amara).get(new.get_absolute_url())))
        before = words_of(page(client_of(amara).get(actions[0].get_absolute_url())))

        assert "Carried once since 2025/26" in shown
        assert "WSCP1.1, Plan of 2025" in shown
        assert "Continues as WSCP1.4" in before

    def test_offers_to_carry_one_alone_when_its_plan_is_over(
        self, plan, actions, amara, client_of, time_machine
    ):
        path = url("carry_action", actions[0])
        target = make_priority(
            make_plan(amara, title="Next plan", start=date(2026, 4, 1)), ref="NEW1"
        )
        offered = {}
        for day in ("2026-03-31", "2026-04-01"):
            time_machine.move_to(f"{day} 12:00 +0000")
            client = client_of(amara)
            shown = page(client.get(actions[0].get_absolute_url()))
            offered[day] = "Carry forward" in words_of(shown)
        assert offered == {"2026-03-31": False, "2026-04-01": True}

        sent = {"target": target.pk, "due_text": "May 2026", "reason": "Late"}
        version = actions[0].version
        shown = page(client.post(path, {**sent, "version": version}, follow=True))

        assert shown.h1.get_text() == "Do 1"
        assert Action.objects.get(carried_from=actions[0]).ref == "NEW1.1"
