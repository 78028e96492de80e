"""An officer without a second step: every URL there is leads to setting one up."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from partnership.access import OFFICERS, Role
from partnership.middleware import SecondStepMiddleware
from tests.pages import address
from tests.world import urls

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_an_officer_without_one_is_led_to_set_it_up_before_anything_else(role, world):
    Authenticator.objects.all().delete()
    client = world.client(Role(role))
    needed = reverse("partnership:second_step_needed")

    led = {}
    for name in urls():
        response = client.get(address(world, name))
        led[name] = response.headers.get("Location") == needed

    assert {name for name, is_led in led.items() if not is_led} == (
        SecondStepMiddleware.OPEN
    )
