"""Asking schools about their people in a test, and reading the pages of it."""

from datetime import date

from bs4 import BeautifulSoup
from django.urls import reverse

from partnership.checks import services
from partnership.people.models import Organisation
from partnership.schools.models import School
from tests.reading import html_of

ON = date(2025, 10, 22)


def ask(*schools: School, by=None):
    """Ask some schools today; what that came to."""
    chosen = Organisation.objects.filter(school__in=schools)
    return services.ask_schools(schools=chosen, by=by, on=ON)


def states(check) -> list[str]:
    check.refresh_from_db()
    return [one["state"] for one in check.changes]


def url(name, check=None, **kwargs):
    return reverse(
        f"partnership:{name}", kwargs={"pk": check.pk, **kwargs} if check else kwargs
    )


def soup(response):
    assert response.status_code == 200
    return BeautifulSoup(html_of(response), "html.parser")


def errors(page) -> list[str]:
    return [link.get_text() for link in page.select(".govuk-error-summary__list a")]
