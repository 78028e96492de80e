"""What a person sees on a page of subgroups: its words, its rows, its errors."""

from bs4 import BeautifulSoup
from django.urls import reverse


def page(response) -> BeautifulSoup:
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def words(response) -> str:
    return " ".join(page(response).get_text(" ").split())


def url(name: str, row=None) -> str:
    return reverse(f"subgroups:{name}", kwargs={"pk": row.pk} if row else None)


def errors(response) -> list[str]:
    return [a.get_text() for a in page(response).select(".govuk-error-summary a")]


def posted(response) -> dict[str, str]:
    """What a browser would send back of the page's form."""
    form = page(response).select_one("main form[method=post]")
    found = {
        one["name"]: one.get("value", "")
        for one in form.select("input[name]")
        if one.get("type") not in {"radio", "checkbox"} or one.has_attr("checked")
    }
    for area in form.select("textarea[name]"):
        found[area["name"]] = area.get_text().removeprefix("\n")
    for select in form.select("select[name]"):
        chosen = select.select_one("option[selected]")
        found[select["name"]] = chosen["value"] if chosen else ""
    return found
