"""Changing local rules and the logo."""

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
    """Change a local rule; for the logo, `value` is the image.

    Raises:
        Refused: the value is not allowed, or existing records rely on another.
        Changed: someone changed it after the form was opened.
    """
    if isinstance(value, Picture):
        value = _keep_picture(value)
    policy.change(name, value, version=version, by=by)


def default_rule(name: str, *, version: int | None = None, by: Person | None) -> None:
    """Set a local rule back to its default.

    Raises:
        Refused: existing records rely on the current value.
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
