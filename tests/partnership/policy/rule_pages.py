"""The page of one local rule, as a browser would fill it in and send it."""

from bs4 import BeautifulSoup
from django.urls import reverse

from tests.reading import html_of


def address(name: str, url_name: str = "rule") -> str:
    return reverse(f"partnership:{url_name}", kwargs={"name": name})


def page(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(html_of(response), "html.parser")


def filled(soup: BeautifulSoup) -> dict[str, str | list[str]]:
    """What the page's form would send if its button were pressed now."""
    data: dict[str, list[str]] = {}
    form = soup.select_one("form.app-form")
    for field in form.select("input, textarea, select"):
        name, kind = field.get("name"), field.get("type")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if field.name == "textarea":
            # A browser drops the line end right after the tag.
            data.setdefault(name, []).append(field.text.removeprefix("\n"))
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.option
            data.setdefault(name, []).append(chosen["value"])
        elif kind not in {"radio", "checkbox"} or field.has_attr("checked"):
            data.setdefault(name, []).append(field.get("value", ""))
    return {name: said[0] if len(said) == 1 else said for name, said in data.items()}


def emptied(soup: BeautifulSoup, value: str = "") -> dict[str, str | list[str]]:
    """The same with one text in every box, and nothing chosen or ticked."""
    data = filled(soup)
    form = soup.select_one("form.app-form")
    for name in list(data):
        if "_FORMS" in name or name == "version":
            continue
        field = form.select_one(f'[name="{name}"]')
        if field.get("type") in {"radio", "checkbox"} and not value:
            del data[name]
        else:
            data[name] = value
    return data


def errors(soup: BeautifulSoup) -> dict[str, str]:
    """The error summary: each message with the id of the box it leads to."""
    links = soup.select(".govuk-error-summary__list li")
    return {
        link.get_text(strip=True): (link.a["href"] if link.a else "") for link in links
    }
