"""The room of a meeting, its second screen, and what each of its forms sends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_GET, require_POST

from partnership.access import Permission, requires
from partnership.dates import clock
from partnership.guards.acts import requires_act
from partnership.pages.addresses import reverse
from partnership.pages.forms.bases import Form
from partnership.pages.writers import from_writer
from partnership.people.models import Organisation
from subgroups.agenda.models import AgendaItem
from subgroups.meetings import roll
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services as minutes
from subgroups.registers.services import challenges, escalations
from subgroups.room import services
from subgroups.room.forms import (
    ActionLineForm,
    ChallengeLineForm,
    DecisionLineForm,
    EscalationLineForm,
    GeneralInterestForm,
    InterestLineForm,
    RoomNotesForm,
    VisitorLineForm,
)
from subgroups.room.live import Agenda, Room
from subgroups.room.marking import MarkForm
from subgroups.room.page import context_of


@require_GET
@requires_act("run", on=Meeting)
def room(request, meeting):
    return _page(request, meeting)


@require_GET
@from_writer
@requires(Permission.RECORD_MEETING, on=Meeting)
def room_since(request, meeting):
    """What has changed since the page was drawn: the parts whose stamps differ."""
    seen = set(request.GET.getlist("seen"))
    live = Room(meeting, now=clock.now())
    return _private(_changed(request, live, seen))


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def room_screen(request, meeting):
    """The second screen. It says no more than everyone in the room may read."""
    meeting.guard("run", on=localdate())
    name = "_screen" if request.htmx else "screen"
    return render(
        request,
        f"subgroups/room/{name}.html",
        {"meeting": meeting, "live": Agenda(meeting, now=clock.now())},
    )


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=Meeting)
def room_attendance(request, meeting):
    form = MarkForm(request.POST, meeting=meeting)
    if form.is_valid() and form.attempt(
        services.mark, meeting, by=request.person, on=localdate()
    ):
        return _answer(request, meeting, "attendance")
    return _problem(request, meeting, form, "attendance")


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=Meeting)
def room_visitor(request, meeting):
    return _line(
        request,
        meeting,
        VisitorLineForm(request.POST, auto_id="id_visitor_%s"),
        roll.add_visitor,
        subject=meeting,
        place="visitor",
        on=localdate(),
    )


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=Meeting)
def room_general_interest(request, meeting):
    return _line(
        request,
        meeting,
        GeneralInterestForm(request.POST, auto_id="id_interest_%s"),
        services.declare_interest,
        subject=meeting,
        place="interest",
        on=localdate(),
    )


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def room_reach(request, item):
    services.reach(item, by=request.person, on=localdate())
    return _answer(request, item.meeting, f"item-{item.pk}")


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def room_notes(request, item):
    """Save notes. What someone else wrote meanwhile is answered with 409."""
    form = RoomNotesForm(request.POST, auto_id=f"id_{item.pk}_%s")
    if not form.is_valid() or not form.attempt(
        services.save_notes,
        item,
        confirmed=form.confirmed_identifiable,
        by=request.person,
    ):
        return _problem(request, item.meeting, form, f"item-{item.pk}-notes")
    saved = form.outcome
    if not _wants_json(request):
        return _back(item.meeting, f"item-{item.pk}")
    answer = {"version": saved.version, "saved": f"{localtime(saved.at):%H:%M}"}
    if saved.beside is None:
        return _private(answer)
    live = Room(item.meeting, now=clock.now())
    answer |= _changed(request, live, seen=set(), only=item.pk)
    answer |= {"notes": saved.standing.notes, "beside": saved.beside.pk}
    return _private(answer, status=409)


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def room_also(request, item):
    beside = request.POST.get("beside", "")
    services.settle(
        item,
        beside=int(beside) if beside.isdecimal() and len(beside) < 10 else 0,
        is_added=request.POST.get("settle") != "covered",
        by=request.person,
    )
    return _answer(request, item.meeting, f"item-{item.pk}")


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def room_decision(request, item):
    form = DecisionLineForm(request.POST, auto_id=f"id_{item.pk}_decision_%s")
    return _item_line(request, item, form, minutes.record_decision, "decision")


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def room_action(request, item):
    form = ActionLineForm(
        request.POST, meeting=item.meeting, auto_id=f"id_{item.pk}_action_%s"
    )
    return _item_line(
        request, item, form, minutes.raise_from_item, "action", on=localdate()
    )


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def room_challenge(request, item):
    form = ChallengeLineForm(request.POST, auto_id=f"id_{item.pk}_challenge_%s")
    return _item_line(request, item, form, challenges.record_challenge, "challenge")


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def room_escalation(request, item):
    form = EscalationLineForm(
        request.POST,
        bodies=_bodies(request),
        auto_id=f"id_{item.pk}_escalation_%s",
    )
    return _item_line(
        request, item, form, escalations.escalate, "escalation", on=localdate()
    )


@require_POST
@from_writer
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def room_interest(request, item):
    form = InterestLineForm(request.POST, auto_id=f"id_{item.pk}_interest_%s")
    return _line(
        request,
        item.meeting,
        form,
        services.declare_interest,
        subject=item.meeting,
        place=f"item-{item.pk}-interest",
        item=item,
        on=localdate(),
    )


# Answers.


def _item_line(request, item, form, service, name, **given):
    place = f"item-{item.pk}-{name}"
    return _line(
        request, item.meeting, form, service, subject=item, place=place, **given
    )


def _line(
    request: HttpRequest,
    meeting: Meeting,
    form: Form,
    service: Callable,
    *,
    subject: Meeting | AgendaItem,
    place: str,
    **given,
) -> HttpResponse:
    """Record a line once, or ask about it where it was typed."""
    is_valid = form.is_valid()
    if form.confirmed_identifiable:
        given["confirmed"] = form.confirmed_identifiable
    if is_valid and form.attempt(
        services.once,
        service,
        subject,
        meeting=meeting,
        by=request.person,
        **given,
    ):
        return _answer(request, meeting, place)
    return _problem(request, meeting, form, place)


def _answer(request, meeting, place: str) -> HttpResponse:
    if not _wants_json(request):
        return _back(meeting, place)
    meeting.refresh_from_db()
    live = Room(meeting, now=clock.now())
    return _private(_changed(request, live, set(request.POST.getlist("seen"))))


def _problem(request, meeting, form: Form, place: str) -> HttpResponse:
    if not _wants_json(request):
        return _page(request, meeting, place=place, form=form)
    drawn = render_to_string(
        "subgroups/room/_asked.html", {"form": form}, request=request
    )
    words = [error for error, _ in form.error_summary()]
    return _private({"errors": words, "form": drawn, "place": place}, status=422)


def _page(request, meeting, *, place: str = "", form: Form | None = None):
    context = context_of(
        Room(meeting, now=clock.now()),
        bodies=_bodies(request),
        given=request.GET,
        place=place,
        form=form,
    )
    return render(request, "subgroups/room/room.html", context)


def _changed(
    request, live: Room, seen: set[str], *, only: int | None = None
) -> dict[str, object]:
    """The bar, and each part of the page that differs from what was seen."""
    context = {"meeting": live.meeting, "live": live}

    def drawn(name: str, **more) -> str:
        return render_to_string(
            f"subgroups/room/_{name}.html", {**context, **more}, request=request
        )

    parts, items = {"bar": drawn("bar")}, {}
    if f"attendance={live.attendance_stamp}" not in seen:
        parts["attendance"] = drawn("attendance")
    for item in live.items:
        is_seen = f"{item.pk}={item.stamp}" in seen
        if is_seen or only not in {None, item.pk}:
            continue
        parts[f"item-{item.pk}-recorded"] = drawn("recorded", item=item)
        items[item.pk] = {
            "version": item.version,
            "notes": item.notes,
            "stamp": item.stamp,
        }
    stamp = f"attendance={live.attendance_stamp}"
    return {"parts": parts, "items": items, "attendance": stamp}


def _bodies(request) -> list[Organisation]:
    kinds = Organisation.Kind
    return list(
        Organisation.objects.visible_to(request.person).of_kind(
            kinds.SUBGROUP, kinds.AGENCY, kinds.PARTNERSHIP
        )
    )


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _back(meeting: Meeting, place: str) -> HttpResponse:
    address = reverse("subgroups:room", kwargs={"pk": meeting.pk})
    return redirect(f"{address}#{place}")


def _private(answer: dict, *, status: int = 200) -> JsonResponse:
    return JsonResponse(answer, status=status, headers={"Cache-Control": "no-store"})
