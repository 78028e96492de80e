"""Email addresses as they are kept: nothing invisible, and no blanks around them."""

import unicodedata

from django.db.models import CheckConstraint, EmailField, Q

# Characters that a mail program, a spreadsheet or a web page leaves in a copied address
# without anyone seeing them: format characters, controls and blanks of every width.
UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
# The same, as PostgreSQL reads it.
UNSEEN_IN_DATABASE = (
    "[\\u0001-\\u0020\\u007f-\\u00a0\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u1680"
    "\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff\\ufff9-\\ufffb]"
)


def plain_address(text: str) -> str:
    """An email address without invisible characters, or blanks around it.

    A visible blank within it stays, since it may stand for another character.
    """
    return "".join(
        one
        for one in text.strip()
        if one == " " or unicodedata.category(one) not in UNSEEN
    ).strip()


class AddressField(EmailField):
    """An address that is kept without invisible characters, however it came here."""

    def get_prep_value(self, value) -> str | None:
        value = super().get_prep_value(value)
        return plain_address(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add) -> str | None:
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


def holds_no_unseen(column: str, *, name: str) -> CheckConstraint:
    """The database's own refusal of an address with anything invisible in it."""
    return CheckConstraint(
        condition=~Q(**{f"{column}__regex": UNSEEN_IN_DATABASE}),
        name=name,
        violation_error_message="Enter an email address without spaces",
    )
