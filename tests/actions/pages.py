"""Reading pages as a person would: rows of a table, errors, addresses."""

from bs4 import BeautifulSoup
from django.urls import reverse


def page(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows(soup):
    """What each row is about: an action's words without its reference."""
    names = [row.th.a or row.th for row in soup.select("tbody tr")]
    return [name.get_text(strip=True) for name in names]


def errors(soup):
    return [link.get_text() for link in soup.select(".govuk-error-summary__list a")]


def url(name, row=None):
    return reverse(f"actions:{name}", kwargs={"pk": row.pk} if row else None)
