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

__all__ = [
    "add_organisation",
    "add_person",
    "give_sign_in",
    "join",
    "leave",
    "name_person",
    "set_first_password",
    "share_with_trust",
    "start_partnership",
]
