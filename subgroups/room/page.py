"""What the page of the room shows: the forms of every item, one of them refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from uuid import uuid4

from django.template.loader import render_to_string

from partnership.pages.addresses import reverse
from partnership.pages.forms.bases import Form
from partnership.people.models import Organisation
from subgroups.agenda.models import AgendaItem
from subgroups.room.forms import (
    ChallengeLineForm,
    EscalationLineForm,
    GeneralInterestForm,
    InterestLineForm,
    VisitorLineForm,
)
from subgroups.room.live import Room

# What each item takes, and what it takes once it is asked for.
ALWAYS = ("notes", "action", "decision")
MORE = ("challenge", "escalation", "interest")


def context_of(
    live: Room,
    *,
    bodies: list[Organisation],
    given: Mapping[str, str],
    place: str = "",
    form: Form | None = None,
) -> dict[str, object]:
    """The context of the page. A `form` that was refused is shown in its `place`, such
    as `item-7-decision`; `given` is what the address asks for.
    """
    for item in live.items:
        _prepare(item, place=place, form=form)
        is_asked_for = given.get("more") == str(item.pk)
        item.line = given.get("line", "") if given.get("item") == str(item.pk) else ""
        item.more = []
        if is_asked_for or item.place in MORE:
            item.more = _more_of(item.pk, bodies, item.place, item.asked)
    return {
        "meeting": live.meeting,
        "live": live,
        "place": place,
        "form": form,
        "bodies": bodies,
        "more_of_any": _more_of_any(),
        "general": form if place == "interest" else _blank(GeneralInterestForm, 0),
        "visiting": form if place == "visitor" else _blank(VisitorLineForm, 0),
    }


def _prepare(item: AgendaItem, *, place: str, form: Form | None) -> None:
    is_asked = place.startswith(f"item-{item.pk}-")
    item.place = place.removeprefix(f"item-{item.pk}-") if is_asked else ""
    item.asked = form if is_asked else None
    item.keys = {name: uuid4() for name in ALWAYS}
    item.addresses = {
        name: reverse(f"subgroups:room_{name}", kwargs={"pk": item.pk})
        for name in ("reach", *ALWAYS)
    }


@dataclass(frozen=True, kw_only=True)
class More:
    """A form of an item that is needed less often, as it is drawn."""

    name: str
    address: str
    label: str
    drawn: str
    is_open: bool = False


def _more_of(
    pk: int, bodies: list[Organisation], place: str = "", asked: Form | None = None
) -> list[More]:
    blank = {
        "challenge": _blank(ChallengeLineForm, pk),
        "escalation": _blank(EscalationLineForm, pk, bodies=bodies),
        "interest": _blank(InterestLineForm, pk),
    }
    forms = {name: asked if name == place else form for name, form in blank.items()}
    return [
        More(
            name=name,
            address=reverse(f"subgroups:room_{name}", kwargs={"pk": pk}),
            label=form.submit,
            drawn=render_to_string("subgroups/room/_asked.html", {"form": form}),
            is_open=form is asked,
        )
        for name, form in forms.items()
    ]


@cache
def _more_of_any() -> list[More]:
    """Those of item 0, which the script copies for whichever item needs them.

    They are the same for everyone: the script makes a key for each line it sends.
    """
    return _more_of(0, [])


def _blank(form: type[Form], pk: int, **given) -> Form:
    name = form.__name__.removesuffix("Form").lower()
    return form(initial={"key": uuid4()}, auto_id=f"id_{pk}_{name}_%s", **given)
