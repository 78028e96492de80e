"""A return that waits for its governor."""

import pytest

from audits.signing import services as signing
from tests.audits.factories import answer_all


@pytest.fixture
def ready(elms, dee):
    """Elm Primary's return, sent for signing."""
    answer_all(elms, by=dee)
    signing.declare_ready(elms, by=dee)
    return elms


@pytest.fixture
def half_signed(ready, hal):
    """Signed by the head, so it waits for the governor."""
    signing.sign_as_head(ready, name="Hal Brightwater", by=hal)
    return ready
