"""Acts as a page offers them: buttons, links, and why not."""

from types import SimpleNamespace

from bs4 import BeautifulSoup
from django.template import engines
from django.test import RequestFactory

from partnership.guards.acts import Offer
from tests.reading import in_one_line


def drawn(call: str, thing: SimpleNamespace) -> BeautifulSoup:
    context = {"request": RequestFactory().get("/"), "thing": thing}
    return BeautifulSoup(
        engines["django"].from_string(call).render(context), "html.parser"
    )


def test_acts_are_a_row_of_buttons_with_one_that_leads():
    thing = SimpleNamespace(
        called="ES-1",
        version=7,
        offers=lambda person: [
            Offer(words="Edit", url="/edit/"),
            Offer(words="Complete", url="/complete/", is_main=True),
            Offer(words="Supersede", url="/over/", is_done_at_once=True),
            Offer(words="Check", url="/check/", refusal="Someone else must check it"),
        ],
    )

    row = drawn("{% acts thing %}", thing)

    buttons = row.select(".govuk-button")
    assert [button.text for button in buttons] == ["Edit", "Complete", "Supersede"]
    assert [
        button.text
        for button in buttons
        if "govuk-button--secondary" not in button["class"]
    ] == ["Complete"]
    assert row.form.find("input", {"name": "version"})["value"] == "7"
    assert row.select_one("p").text == "Someone else must check it."


def test_acts_of_one_among_many_say_which():
    thing = SimpleNamespace(
        called="question 3", offers=lambda person: [Offer(words="Edit", url="/edit/")]
    )

    link = drawn("{% acts thing as_links=True %}", thing).a

    assert (link["href"], in_one_line(link.text)) == ("/edit/", "Edit: question 3")
