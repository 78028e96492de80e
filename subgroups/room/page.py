"""What the page of the room shows: the forms of every item, one of them refused."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from uuid import UUID, uuid4

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from partnership.pages.addresses import reverse
from partnership.pages.forms.bases import Form
from partnership.people.models import Organisation
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
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
# Stands in a form that is drawn once, for the key of each page.
NO_KEY = UUID(int=0)


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
        "more_of_meeting": _more_of_meeting(live.meeting, place, form),
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
    """A form that is needed less often, folded, as it is drawn."""

    name: str
    address: str
    label: str
    drawn: str
    # The part of the page one comes back to.
    place: str = ""
    is_open: bool = False


def _more_of(
    pk: int, bodies: list[Organisation], place: str = "", asked: Form | None = None
) -> list[More]:
    """Those of an item."""
    blank = {
        "challenge": _blank(ChallengeLineForm, pk),
        "escalation": _blank(EscalationLineForm, pk, bodies=bodies),
        "interest": _blank(InterestLineForm, pk),
    }
    return [
        More(
            name=name,
            address=reverse(f"subgroups:room_{name}", kwargs={"pk": pk}),
            label=form.submit,
            drawn=_drawn(asked if name == place else form),
            is_open=name == place,
        )
        for name, form in blank.items()
    ]


def _more_of_meeting(meeting: Meeting, place: str, asked: Form | None) -> list[More]:
    """Those of the whole meeting: a visitor, and an interest in general."""
    addresses = {
        "visitor": reverse("subgroups:room_visitor", kwargs={"pk": meeting.pk}),
        "interest": reverse(
            "subgroups:room_general_interest", kwargs={"pk": meeting.pk}
        ),
    }
    return [
        replace(
            blank,
            address=addresses[blank.place],
            drawn=_drawn(asked) if blank.place == place else _keyed(blank.drawn),
            is_open=blank.place == place,
        )
        for blank in _blank_of_meeting()
    ]


@cache
def _blank_of_meeting() -> list[More]:
    """As they are drawn for everyone, but for their address and their key."""
    return [
        More(
            name=place,
            place=place,
            address="",
            label=label,
            drawn=_drawn(_blank(form, 0, key=NO_KEY)),
        )
        for place, label, form in (
            ("visitor", "Add a visitor", VisitorLineForm),
            ("interest", "Add a general declaration of interest", GeneralInterestForm),
        )
    ]


def _drawn(form: Form) -> str:
    return render_to_string("subgroups/room/_asked.html", {"form": form})


def _keyed(drawn: str) -> str:
    """A form as it was drawn, with a key of its own."""
    return mark_safe(drawn.replace(str(NO_KEY), str(uuid4())))  # noqa: S308 – ours


@cache
def _more_of_any() -> list[More]:
    """Those of item 0, which the script copies for whichever item needs them.

    They are the same for everyone: the script makes a key for each line it sends.
    """
    return _more_of(0, [])


def _blank(form: type[Form], pk: int, *, key: UUID | None = None, **given) -> Form:
    name = form.__name__.removesuffix("Form").lower()
    initial = {"key": key or uuid4()}
    return form(initial=initial, auto_id=f"id_{pk}_{name}_%s", **given)
