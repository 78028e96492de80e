"""Helpers to read the pages of audits."""

from bs4 import BeautifulSoup
from django.urls import reverse


def url(name, audit_return, **kwargs):
    return reverse(f"audits:{name}", kwargs={"pk": audit_return.pk, **kwargs})


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def errors(response):
    """The errors in the summary, after checking their links."""
    page = soup(response)
    links = page.select(".govuk-error-summary__list a")
    for link in links:
        assert page.find(id=link["href"].removeprefix("#")), link["href"]
    return [link.get_text(strip=True) for link in links]


def names(audit_return):
    """The name of each question's input, by code."""
    return {one.code: f"q{one.pk}" for one in audit_return.questions}
