"""Everything that changes who we are: organisations, people, roles, sign-in."""

from partnership.services.people import (
    add_organisation,
    add_person,
    give_sign_in,
    join,
    leave,
    name_person,
    set_first_password,
    share_with_trust,
    start_partnership,
)
from partnership.services.sign_in import add_second_step

__all__ = [
    "add_organisation",
    "add_person",
    "add_second_step",
    "give_sign_in",
    "join",
    "leave",
    "name_person",
    "set_first_password",
    "share_with_trust",
    "start_partnership",
]
