"""Fields for web addresses that pages link to."""

import re

from django.core.exceptions import ValidationError

from partnership.pages.forms.fields import CharField

# Browsers read \ as /, so /\evil.example would leave this site like //.
ADDRESS = re.compile(r"https?://[^\s/\\]|/(?![/\\])", re.IGNORECASE)


class AddressField(CharField):
    """A web address, or a path on this site."""

    refusal = "Enter an address that begins with https://"

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 300, **kwargs})

    def clean(self, value):
        address = super().clean(value)
        if address and not ADDRESS.match(address):
            raise ValidationError(self.refusal, code="invalid")
        return address


class DecisionAddressField(AddressField):
    """A link to a decision."""

    refusal = "Enter an address that begins with https:// or with /"

    def __init__(self, **kwargs):
        super().__init__(
            label="Link to the decision",
            hint="Where to read the minutes",
            **kwargs,
        )
