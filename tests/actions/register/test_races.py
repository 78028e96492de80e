"""Two people at the same instant, on real connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from partnership.people.models import Organisation
from tests.actions.factories import make_action
from tests.factories import OrganisationFactory


@pytest.mark.django_db(transaction=True)
def test_actions_raised_at_once_never_share_a_reference():
    body = OrganisationFactory(
        kind=Organisation.Kind.SUBGROUP, name="Education", short_name="Education"
    )

    def raise_one(number: int) -> str:
        try:
            return make_action(body, text=f"Do {number}").ref
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        refs = list(pool.map(raise_one, range(24)))

    assert sorted(refs) == sorted(f"EDUCATION-{number}" for number in range(1, 25))
