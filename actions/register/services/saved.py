"""Saving, renaming, sharing and deleting views of the register."""

from datetime import date
from itertools import count

from django.db import transaction

from actions.register.models.saved import SavedView
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

# Nobody can find a view among more than this.
MOST_VIEWS = 50
TAKEN = "You already have a view with this name"


@transaction.atomic
def save_view(
    *, name: str, query: str, is_shared: bool = False, by: Person
) -> SavedView:
    """Save the filters and order of the register under a name.

    Raises:
        Refused: the name is blank or taken, or the person has too many views.
    """
    name = _free(name, person=by)
    if by.saved_views.in_use().count() >= MOST_VIEWS:
        raise Refused(
            f"You already have {MOST_VIEWS} saved views: delete one first",
            field="name",
        )
    view = SavedView.objects.create(
        person=by, name=name, query=query, is_shared=is_shared
    )
    history.record(view, "saved", by=by, name=name, shared=is_shared)
    return view


@transaction.atomic
def edit_view(
    view: SavedView,
    *,
    name: str,
    is_shared: bool | None = None,
    version: int | None = None,
    by: Person,
) -> None:
    """Rename a view, and share it or stop sharing it.

    Raises:
        Refused: the name is blank, its owner has another view with it, or the view has
            been deleted.
    """
    view.claim(version)
    _refuse_forgotten(view)
    name = _free(name, person=view.person, but=view)
    before = {"name": view.name, "shared": view.is_shared}
    view.name = name
    if is_shared is not None:
        view.is_shared = is_shared
    view.save()
    after = {"name": view.name, "shared": view.is_shared}
    changed = [key for key in before if before[key] != after[key]]
    history.record(
        view,
        "edited",
        by=by,
        before={key: before[key] for key in changed},
        after={key: after[key] for key in changed},
    )


@transaction.atomic
def forget_view(
    view: SavedView, *, version: int | None = None, by: Person, on: date
) -> None:
    """Delete a view; its actions do not change."""
    view.claim(version)
    _refuse_forgotten(view)
    view.forgotten_on = on
    view.save()
    history.record(view, "forgotten", by=by, name=view.name)


def _refuse_forgotten(view: SavedView) -> None:
    if view.forgotten_on is not None:
        raise Refused(f"The view “{view.name}” has been deleted")


def tell_apart(*, kept: Person, gone: Person) -> None:
    """Rename views with the same name before two entries of a person are merged."""
    used = {view.name.lower() for view in kept.saved_views.in_use()}
    views = list(gone.saved_views.in_use())
    taken = used | {view.name.lower() for view in views}
    for view in views:
        if view.name.lower() not in used:
            continue
        names = (f"{view.name[:74]} ({number})" for number in count(2))
        view.claim(None)
        view.name = next(name for name in names if name.lower() not in taken)
        view.save()
        taken.add(view.name.lower())


def _free(name: str, *, person: Person, but: SavedView | None = None) -> str:
    name = name.strip()
    if not name:
        raise Refused("Enter a name for the view", field="name")
    others = person.saved_views.in_use().filter(name__iexact=name)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise Refused(TAKEN, field="name")
    return name
