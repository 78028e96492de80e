"""Changing the local rules, and the picture beside our name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from partnership.drawing.models import Logo
from partnership.drawing.pictures import Picture
from partnership.policy import values as policy

if TYPE_CHECKING:
    from partnership.people.models import Person


@transaction.atomic
def change_rule(
    name: str, *, value: Any, version: int | None = None, by: Person | None
) -> None:
    """Set a local rule; the logo is set by its picture.

    Raises:
        Refused: the value is not one this setting can have, or rows rely on another.
        Changed: someone changed it after the form was opened.
    """
    if isinstance(value, Picture):
        value = _keep_picture(value)
    policy.change(name, value, version=version, by=by)


def default_rule(name: str, *, version: int | None = None, by: Person | None) -> None:
    """Let the default hold again.

    Raises:
        Refused: rows rely on what was set.
        Changed: someone changed it after the form was opened.
    """
    policy.back_to_default(name, version=version, by=by)


def _keep_picture(picture: Picture) -> dict[str, Any]:
    Logo.objects.get_or_create(
        digest=picture.digest,
        defaults={
            "kind": picture.kind,
            "width": picture.width,
            "height": picture.height,
            "content": picture.content,
        },
    )
    return {
        "digest": picture.digest,
        "kind": picture.kind,
        "width": picture.width,
        "height": picture.height,
    }
