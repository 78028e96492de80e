"""People at their own browsers; and, for a school, a round that has just opened."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests.audits.factories import MAINTAINED, make_round, return_of

PHONE = 320


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def elms(transactional_db, elm):
    """Elm Primary's return in a round that opened today."""
    elm.type_code = MAINTAINED
    elm.save()
    opened = make_round(
        elm, opens_on=localdate(), closes_on=localdate() + timedelta(days=28)
    )
    return return_of(opened, elm)
