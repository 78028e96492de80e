"""What a reader sees of a page, and where pages are."""

from bs4 import BeautifulSoup
from django.urls import reverse

from tests.reading import in_one_line


def words(response):
    """What a reader of the page sees, in one line."""
    page = BeautifulSoup(response.content, "html.parser")
    return in_one_line(" ".join(page.main.stripped_strings))


def errors(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [
        (link.get_text(strip=True), link["href"])
        for link in page.select(".govuk-error-summary a")
    ]


def address(name, row=None):
    return reverse(f"scorecard:{name}", kwargs={"pk": row.pk} if row else None)
