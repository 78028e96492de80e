"""Pages to write items and minutes, and to circulate, agree and amend them."""

from django.contrib import messages as notices
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from subgroups.agenda.models import OUTCOMES, AgendaItem
from subgroups.meetings import checking
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.proof import note_opening
from subgroups.minutes import ratifying, services
from subgroups.minutes.forms import (
    AgreeForm,
    AmendForm,
    CirculateForm,
    DecisionForm,
    MinutedActionForm,
    NotesForm,
    RatifyForm,
)
from subgroups.minutes.models import Decision
from subgroups.quorum.ratifying import mark_waiting


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Decision)
def ratify(request, decision):
    taken_at = decision.item.meeting
    form = RatifyForm(
        request.POST or None, meetings=taken_at.later_meetings(on=localdate()).held()
    )
    if form.is_valid() and form.attempt(
        ratifying.ratify, decision, by=request.person, on=localdate()
    ):
        notices.success(request, "Ratification recorded")
        return redirect("subgroups:decisions")
    return render(
        request,
        "subgroups/minutes/ratify.html",
        {"decision": decision, "meeting": taken_at, "form": form},
    )


@require_POST
@requires(Permission.RECORD_MEETING, on=Decision)
def take_back_ratification(request, decision):
    ratifying.take_back_ratification(decision, by=request.person)
    notices.success(request, "Ratification taken back")
    return redirect("subgroups:decisions")


@require_GET
@requires(Permission.SEE_MEETINGS, on=AgendaItem)
def item(request, item):
    prefetch_related_objects([item], *OUTCOMES)
    mark_waiting(item.decisions.all(), item.meeting.quorum())
    return render(
        request,
        "subgroups/minutes/item.html",
        {"item": item, "meeting": item.meeting, "events": history.of(item)[:20]},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def write_notes(request, item):
    form = NotesForm(
        request.POST or None, initial={"version": item.version, "notes": item.notes}
    )
    if form.is_valid() and form.attempt(
        services.write_notes,
        item,
        confirmed=form.confirmed_identifiable,
        by=request.person,
    ):
        notices.success(request, f"Notes of item {item.number} saved")
        return redirect(item)
    return render(
        request, "subgroups/minutes/write_notes.html", {"item": item, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def record_decision(request, item):
    form = DecisionForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.record_decision,
        item,
        confirmed=form.confirmed_identifiable,
        by=request.person,
    ):
        notices.success(request, "Decision recorded")
        return redirect(item)
    return render(
        request, "subgroups/minutes/record_decision.html", {"item": item, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def raise_action(request, item):
    form = MinutedActionForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.raise_from_item,
        item,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Action raised")
        if not form.outcome.due_words:
            notices.warning(
                request, "This action has no due date. Ask when it will be done."
            )
        return redirect(item)
    return render(
        request,
        "subgroups/minutes/raise_action.html",
        {
            "item": item,
            "form": form,
            "attendances": item.meeting.attendances.exclude(initials=""),
        },
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def minutes(request, meeting):
    note_opening(meeting.minutes_sendings.last(), by=request.person)
    return render(
        request, "subgroups/minutes/minutes.html", meeting.as_minuted(by=request.person)
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def redacted_minutes(request, meeting):
    return render(
        request,
        "subgroups/minutes/minutes.html",
        meeting.as_minuted(by=request.person, is_redacted=True),
    )


@require_http_methods(["GET", "POST"])
@requires_act("circulate", on=Meeting)
def circulate(request, meeting):
    form = CirculateForm(request.POST or None, initial={"version": meeting.version})
    if form.is_valid() and form.attempt(
        services.circulate_minutes, meeting, by=request.person, on=localdate()
    ):
        emailed = meeting.subgroup.emailed_in_words(on=localdate())
        notices.success(request, f"Minutes circulated: {emailed}")
        return redirect("subgroups:minutes", pk=meeting.pk)
    return render(
        request,
        "subgroups/minutes/circulate.html",
        {
            "meeting": meeting,
            "people": meeting.subgroup.people(on=localdate()),
            "loose_ends": meeting.loose_ends(),
            "form": form,
        },
    )


@require_POST
@requires_act("check", on=Meeting)
def check_minutes(request, meeting):
    checking.check_minutes(meeting, by=request.person, on=localdate())
    notices.success(request, "Minutes checked")
    return redirect("subgroups:minutes", pk=meeting.pk)


@require_POST
@requires_act("take_back", on=Meeting)
def take_back(request, meeting):
    services.take_back_minutes(meeting, by=request.person)
    notices.success(request, "Minutes returned to draft")
    return redirect(meeting)


@require_http_methods(["GET", "POST"])
@requires_act("agree", on=Meeting)
def agree(request, meeting):
    form = AgreeForm(
        request.POST or None,
        initial={"version": meeting.version},
        meetings=meeting.later_meetings(on=localdate()),
    )
    if form.is_valid() and form.attempt(
        services.agree_minutes, meeting, by=request.person, on=localdate()
    ):
        notices.success(request, "Minutes agreed")
        return redirect("subgroups:minutes", pk=meeting.pk)
    return render(
        request,
        "subgroups/minutes/agree.html",
        {
            "meeting": meeting,
            "accepted": meeting.proposed_corrections.accepted(),
            "form": form,
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("amend", on=Meeting)
def amend(request, meeting):
    form = AmendForm(request.POST or None, items=meeting.items.all())
    if form.is_valid() and form.attempt(
        services.amend,
        meeting,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Amendment added")
        return redirect("subgroups:minutes", pk=meeting.pk)
    return render(
        request, "subgroups/minutes/amend.html", {"meeting": meeting, "form": form}
    )
