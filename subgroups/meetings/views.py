"""Pages to list, plan and view meetings, and to record attendance and quorum."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
)

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from subgroups.meetings import services as meetings_services
from subgroups.meetings.forms.attendance import AttendanceForm
from subgroups.meetings.forms.meeting import PlanMeetingForm, QuorumForm
from subgroups.meetings.models import Meeting
from subgroups.structure.models import Subgroup


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def meetings(request, subgroup):
    page = Paginator(subgroup.meetings.all(), 25).get_page(request.GET.get("page"))
    return render(
        request,
        "subgroups/meetings/meetings.html",
        {"subgroup": subgroup, "page": page},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Subgroup)
def plan_meeting(request, subgroup):
    form = PlanMeetingForm(request.POST or None)
    if form.is_valid() and form.attempt(
        meetings_services.plan_meeting, subgroup, by=request.person
    ):
        notices.success(request, "Meeting planned")
        return redirect(form.outcome)
    return render(
        request,
        "subgroups/meetings/plan_meeting.html",
        {"subgroup": subgroup, "form": form},
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def meeting(request, meeting):
    return render(
        request,
        "subgroups/meetings/meeting.html",
        {
            **meeting.as_minuted(),
            "events": history.of(meeting)[:20],
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("record_attendance", on=Meeting)
def attendance(request, meeting):
    form = AttendanceForm(
        request.POST or None, meeting=meeting, initial={"version": meeting.version}
    )
    if form.is_valid() and form.attempt(
        meetings_services.record_attendance, meeting, by=request.person, on=localdate()
    ):
        notices.success(request, "Attendance saved")
        return redirect("subgroups:attendance", pk=meeting.pk)
    return render(
        request,
        "subgroups/meetings/attendance.html",
        {"meeting": meeting, "quorum": meeting.quorum(), "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("determine_quorum", on=Meeting)
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
        meetings_services.determine_quorum, meeting, by=request.person, on=localdate()
    ):
        notices.success(request, "Chair’s decision on quorum recorded")
        return redirect(meeting)
    return render(
        request,
        "subgroups/meetings/determine_quorum.html",
        {"meeting": meeting, "quorum": meeting.quorum(), "form": form},
    )
