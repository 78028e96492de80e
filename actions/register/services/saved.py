"""Saved views of the register: kept, renamed, shared, forgotten."""

from datetime import date
from itertools import count

from django.db import transaction

from actions.register.models.saved import SavedView
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

# More than these nobody finds again.
MOST_VIEWS = 50
TAKEN = "You have a view of this name already"


@transaction.atomic
def save_view(
    *, name: str, query: str, is_shared: bool = False, by: Person
) -> SavedView:
    """Keep what is asked of the register under a name.

    Raises:
        Refused: the name is blank or taken, or there are too many already.
    """
    name = _free(name, person=by)
    if by.saved_views.in_use().count() >= MOST_VIEWS:
        raise Refused(
            f"You have {MOST_VIEWS} views already: forget one of them first",
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
    """Rename a view; share it or take it back where that is said.

    Raises:
        Refused: the name is blank, whoever saved it has another of this name, or it is
            forgotten.
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
    """Take a view away; the actions that it showed are not touched."""
    view.claim(version)
    _refuse_forgotten(view)
    view.forgotten_on = on
    view.save()
    history.record(view, "forgotten", by=by, name=view.name)


def _refuse_forgotten(view: SavedView) -> None:
    if view.forgotten_on is not None:
        raise Refused(f"The view “{view.name}” has been forgotten")


def tell_apart(*, kept: Person, gone: Person) -> None:
    """Rename views whose name the other entry of the same person uses too.

    Before two entries are merged: neither view is lost, and each name stays one.
    """
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
