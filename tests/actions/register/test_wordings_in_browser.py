"""The pages that settle owners' words, in a real browser, on a desk and on a phone."""

from urllib.parse import quote

import pytest

from tests.actions.factories import make_action
from tests.actions.pages import url
from tests.factories import PersonFactory
from tests.pages import Answer
from tests.tabs import show, violations

pytestmark = pytest.mark.browser

WORDS = f"Ivy Fen & {'long' * 30} / “Early Help”"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("wordings", None),
        ("settle_wording", None),
        ("settle_wording", {"who": "other"}),
        ("add_owner", None),
        ("add_owner", {"name": ""}),
    ],
)
def test_they_are_accessible_and_fit(
    name, answer, width, tab, client_of, bryn, education
):
    PersonFactory(name="Ivy Fenn", job_title="Head of Early Help")
    make_action(education, text="Write", owners=["Ivy Fen"])
    owner = make_action(education, owners=[WORDS]).owners.first()
    path = f"{url(name)}?words={quote(owner.words)}"
    client = client_of(bryn)

    tab.set_viewport_size({"width": width, "height": 900})
    response = client.get(path) if answer is None else client.post(path, answer)
    show(tab, Answer(path, response))

    assert response.status_code == 200
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
