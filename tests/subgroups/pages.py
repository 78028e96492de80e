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
