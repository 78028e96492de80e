"""The pages of the directory as tests read them: addresses, words, rows, errors."""

import re
from datetime import timedelta

from django.urls import reverse

from tests.reading import html_of

DAY = timedelta(days=1)


def url(name, subject=None) -> str:
    args = [subject.pk] if subject else []
    return reverse(f"partnership:{name}", args=args)


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", html_of(response))
    return " ".join(text.split())


def names(response) -> list[str]:
    return [row.name for row in response.context["page"]]


def errors(response) -> list[str]:
    return [message for message, _ in response.context["form"].error_summary()]
