"""Addresses that may stand in a link of a page, wherever somebody typed them."""

import re

from django.core.exceptions import ValidationError

from partnership.pages.forms.fields import CharField

# A browser reads \ as /, so that /\evil.example would leave this site like //.
ADDRESS = re.compile(r"https?://[^\s/\\]|/(?![/\\])", re.IGNORECASE)


class AddressField(CharField):
    """An address on the web or on this site; nothing else would a browser follow."""

    refusal = "Enter an address that begins with https://"

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 300, **kwargs})

    def clean(self, value):
        address = super().clean(value)
        if address and not ADDRESS.match(address):
            raise ValidationError(self.refusal, code="invalid")
        return address


class DecisionAddressField(AddressField):
    """Where a decision can be read."""

    refusal = "Enter an address that begins with https:// or with /"

    def __init__(self, **kwargs):
        super().__init__(
            label="Address of the decision",
            hint="Where its minutes can be read",
            **kwargs,
        )
