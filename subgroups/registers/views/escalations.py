"""Pages to escalate, and to record receipt and response."""

from django.contrib import messages as notices
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from partnership.people.models import Organisation
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.registers.forms import (
    CorrectEscalationForm,
    EscalationForm,
    ReceiptForm,
    ResponseForm,
    WithdrawForm,
)
from subgroups.registers.models.escalations import Escalation
from subgroups.registers.services import escalations as services


def _groups(request, item):
    """Our groups, but for the one that escalates."""
    return (
        Organisation.objects.visible_to(request.person)
        .of_kind(Organisation.Kind.SUBGROUP)
        .filter(closed_on=None, subgroup__isnull=False)
        .exclude(subgroup=item.meeting.subgroup_id)
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def escalate(request, item):
    form = EscalationForm(request.POST or None, groups=_groups(request, item))
    if form.is_valid() and form.attempt(
        services.escalate,
        item,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, f"Escalated to {form.outcome.to_words}")
        return redirect(item)
    return render(
        request, "subgroups/registers/escalate.html", {"item": item, "form": form}
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Escalation)
def escalation(request, escalation):
    return render(
        request,
        "subgroups/registers/escalation.html",
        {
            "escalation": escalation,
            "item": escalation.item,
            "may_read_item": AgendaItem.objects.visible_to(request.person)
            .filter(pk=escalation.item_id)
            .exists(),
            "events": history.of(escalation)[:20],
        },
    )


def _change(request, escalation, form, service, done, heading, **more):
    if form.is_valid() and form.attempt(service, escalation, by=request.person, **more):
        notices.success(request, done)
        return redirect(escalation)
    return render(
        request,
        "subgroups/registers/change_escalation.html",
        {"escalation": escalation, "form": form, "heading": heading},
    )


@require_http_methods(["GET", "POST"])
@requires_act("correct", on=Escalation)
def correct_escalation(request, escalation):
    form = CorrectEscalationForm(
        request.POST or None,
        groups=_groups(request, escalation.item),
        initial={
            "version": escalation.version,
            "to": escalation.to_id,
            "to_words": "" if escalation.to_id else escalation.to_words,
            "why": escalation.why,
        },
    )
    return _change(
        request,
        escalation,
        form,
        services.correct_escalation,
        "Escalation changed",
        "Edit an escalation",
        confirmed=form.confirmed_identifiable,
    )


@require_http_methods(["GET", "POST"])
@requires_act("withdraw", on=Escalation)
def withdraw_escalation(request, escalation):
    form = WithdrawForm(request.POST or None, initial={"version": escalation.version})
    return _change(
        request,
        escalation,
        form,
        services.withdraw_escalation,
        "Escalation withdrawn",
        "Withdraw an escalation",
    )


@require_http_methods(["GET", "POST"])
@requires_act("receive", on=Escalation)
def receive_escalation(request, escalation):
    form = ReceiptForm(request.POST or None, initial={"version": escalation.version})
    return _change(
        request,
        escalation,
        form,
        services.receive_escalation,
        "Receipt recorded",
        "Record that it was received",
        on=localdate(),
    )


@require_http_methods(["GET", "POST"])
@requires_act("respond", on=Escalation)
def respond_to_escalation(request, escalation):
    form = ResponseForm(request.POST or None, initial={"version": escalation.version})
    return _change(
        request,
        escalation,
        form,
        services.respond_to_escalation,
        "Response recorded",
        "Record the response",
        confirmed=form.confirmed_identifiable,
        on=localdate(),
    )


# At a meeting of the addressee, and back at one of the sender.


def _here(request, meeting, pk):
    """An escalation that this meeting’s group was sent, or has sent."""
    known = Escalation.objects.visible_to(request.person)
    return get_object_or_404(known.dealt_with_by(meeting.subgroup), pk=pk)


@require_GET
@requires(Permission.RECORD_MEETING, on=Meeting)
def meeting_escalations(request, meeting):
    known = Escalation.objects.visible_to(request.person).oldest_first()
    return render(
        request,
        "subgroups/registers/meeting_escalations.html",
        {
            "meeting": meeting,
            "incoming": known.on_the_way().filter(to=meeting.subgroup.organisation),
            "returned": known.come_back().from_group(meeting.subgroup),
        },
    )


@require_POST
@requires(Permission.RECORD_MEETING, on=Meeting)
def receive_here(request, meeting, escalation):
    services.receive_escalation(
        _here(request, meeting, escalation),
        meeting=meeting,
        by=request.person,
        on=localdate(),
    )
    notices.success(request, "Receipt recorded")
    return redirect("subgroups:meeting_escalations", pk=meeting.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Meeting)
def respond_here(request, meeting, escalation):
    escalation = _here(request, meeting, escalation)
    form = ResponseForm(request.POST or None, initial={"version": escalation.version})
    if form.is_valid() and form.attempt(
        services.respond_to_escalation,
        escalation,
        meeting=meeting,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, f"Response recorded. It goes to {escalation.sender}")
        return redirect("subgroups:meeting_escalations", pk=meeting.pk)
    return render(
        request,
        "subgroups/registers/respond_here.html",
        {"meeting": meeting, "escalation": escalation, "form": form},
    )


@require_POST
@requires(Permission.RECORD_MEETING, on=Meeting)
def note_here(request, meeting, escalation):
    services.note_response(
        _here(request, meeting, escalation),
        meeting=meeting,
        by=request.person,
        on=localdate(),
    )
    notices.success(request, "Response noted")
    return redirect("subgroups:meeting_escalations", pk=meeting.pk)
