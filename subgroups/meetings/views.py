"""Meetings: their list, planning one, its desk, and who was there."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from partnership.access import Permission, requires
from partnership.foundation import history
from subgroups import services
from subgroups.forms import (
    AgendaItemForm,
    AttendanceForm,
    PlanMeetingForm,
    QuorumForm,
)
from subgroups.models import Meeting, Subgroup


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def meetings(request, subgroup):
    page = Paginator(subgroup.meetings.all(), 25).get_page(request.GET.get("page"))
    return render(
        request, "subgroups/meetings.html", {"subgroup": subgroup, "page": page}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Subgroup)
def plan_meeting(request, subgroup):
    form = PlanMeetingForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.plan_meeting, subgroup, by=request.person
    ):
        notices.success(request, "Meeting planned")
        return redirect(form.outcome)
    return render(
        request, "subgroups/plan_meeting.html", {"subgroup": subgroup, "form": form}
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def meeting(request, meeting):
    return render(
        request,
        "subgroups/meeting.html",
        {
            **meeting.as_minuted(),
            "has_come": meeting.held_on <= localdate(),
            "later_meetings": meeting.later_meetings(on=localdate()),
            "events": history.of(meeting)[:20],
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Meeting)
def add_item(request, meeting):
    form = AgendaItemForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.add_agenda_item, meeting, by=request.person
    ):
        notices.success(request, f"Item {form.outcome.number} added")
        return redirect(meeting)
    return render(
        request, "subgroups/add_item.html", {"meeting": meeting, "form": form}
    )


@require_POST
@requires(Permission.RECORD_MEETING, on=Meeting)
def publish_agenda(request, meeting):
    services.publish_agenda(meeting, by=request.person, on=localdate())
    notices.success(request, "Agenda published and sent to the members")
    return redirect(meeting)


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Meeting)
def attendance(request, meeting):
    form = AttendanceForm(
        request.POST or None, meeting=meeting, initial={"version": meeting.version}
    )
    if form.is_valid() and form.attempt(
        services.record_attendance, meeting, by=request.person, on=localdate()
    ):
        notices.success(request, "Attendance saved")
        return redirect("subgroups:attendance", pk=meeting.pk)
    return render(
        request,
        "subgroups/attendance.html",
        {"meeting": meeting, "quorum": meeting.quorum(), "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Meeting)
def determine_quorum(request, meeting):
    form = QuorumForm(
        request.POST or None,
        initial={
            "version": meeting.version,
            "is_quorate": meeting.is_quorate_by_chair,
            "reason": meeting.quorum_reason,
        },
    )
    if form.is_valid() and form.attempt(
        services.determine_quorum, meeting, by=request.person, on=localdate()
    ):
        notices.success(request, "The chair’s determination is recorded")
        return redirect(meeting)
    return render(
        request,
        "subgroups/determine_quorum.html",
        {"meeting": meeting, "quorum": meeting.quorum(), "form": form},
    )
