"""The page that keeps what was typed behind a link that is over, in a real browser."""

import pytest
from django.test import Client

from actions.register.services import by_link, endings
from partnership.access import link_address
from tests.actions.factories import make_action
from tests.pages import Answer
from tests.tabs import show, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 320])
def test_it_is_accessible_and_fits(tab, education, mo, amara, today, width):
    action = make_action(education, owners=[mo], by=amara)
    path = link_address(
        "actions:update_by_link", by_link.PURPOSE, action.owners.get(person=mo)
    )
    endings.complete_action(action, outcome="Safer", by=amara, on=today)
    typed = {"text": f"Half of it is written\n{'long' * 60}", "rag": "amber"}

    tab.set_viewport_size({"width": width, "height": 900})
    show(tab, Answer(path, Client().post(path, typed)))

    assert "Half of it is written" in tab.get_by_label("What you typed").input_value()
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
