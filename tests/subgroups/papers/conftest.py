"""A coming meeting with items, and a folder of its own for uploads."""

import pytest

from subgroups.papers import services as papers
from tests.subgroups.agenda.conftest import coming, items  # noqa: F401
from tests.subgroups.papers.making import pdf, upload


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def add(coming, lena):  # noqa: F811
    """Adds a paper of some pages to items: `add("Scorecard", items[0], pages=3)`."""

    def added(title, *for_items, pages=2, content=None, name=None):
        content = content or pdf(*(f"{title} page {n + 1}" for n in range(pages)))
        return papers.add_paper(
            for_items[0].meeting,
            file=upload(content, name or f"{title}.pdf"),
            items=for_items,
            title=title,
            by=lena,
        )

    return added
