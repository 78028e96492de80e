"""Pages to list, plan and change meetings, and to record attendance and quorum."""

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
from subgroups.meetings import planning, roll
from subgroups.meetings import services as meetings_services
from subgroups.meetings.forms.attendance import AttendanceForm
from subgroups.meetings.forms.meeting import (
    CancelMeetingForm,
    CorrectMeetingForm,
    PlanMeetingForm,
    QuorumForm,
)
from subgroups.meetings.forms.year import PatternForm, YearForm
from subgroups.meetings.models.meetings import Meeting
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


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Subgroup)
def plan_year(request, subgroup):
    """First the pattern, then the dates it gives, which can be changed one by one."""
    form = YearForm(request.POST) if request.method == "POST" else None
    if form is None:
        asked = PatternForm(request.GET or None)
        if not asked.is_valid():
            return render(
                request,
                "subgroups/meetings/plan_year.html",
                {"subgroup": subgroup, "form": asked},
            )
        start, pattern = asked.cleaned_data["start"], asked.pattern
        form = YearForm(
            days=planning.proposed_days(subgroup, start=start, pattern=pattern),
            initial=planning.usual_place_and_time(subgroup),
        )
    elif (
        form.is_valid()
        and "check" not in request.POST
        and form.attempt(planning.plan_year, subgroup, by=request.person)
    ):
        notices.success(request, f"{len(form.outcome)} meetings planned")
        return redirect("subgroups:meetings", pk=subgroup.pk)
    form.warn(
        planning.warnings_for(
            Meeting.objects.visible_to(request.person), **form.days_and_times
        )
    )
    return render(
        request,
        "subgroups/meetings/year_dates.html",
        {"subgroup": subgroup, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("correct", on=Meeting)
def correct_meeting(request, meeting):
    form = CorrectMeetingForm(
        request.POST or None,
        initial={
            "version": meeting.version,
            "held_on": meeting.held_on,
            "starts_at": f"{meeting.starts_at:%H:%M}",
            "ends_at": f"{meeting.ends_at:%H:%M}" if meeting.ends_at else "",
            "place": meeting.place,
        },
    )
    if form.is_valid() and form.attempt(
        planning.correct_meeting, meeting, by=request.person, on=localdate()
    ):
        notices.success(request, "Meeting changed")
        return redirect(meeting)
    return render(
        request,
        "subgroups/meetings/correct_meeting.html",
        {
            "meeting": meeting,
            "people": meeting.subgroup.people(on=localdate()),
            "form": form,
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("cancel", on=Meeting)
def cancel_meeting(request, meeting):
    form = CancelMeetingForm(request.POST or None, initial={"version": meeting.version})
    if form.is_valid() and form.attempt(
        planning.cancel_meeting, meeting, by=request.person, on=localdate()
    ):
        emailed = meeting.subgroup.emailed_in_words(on=localdate())
        notices.success(request, f"Meeting cancelled: {emailed}")
        return redirect(meeting)
    return render(
        request,
        "subgroups/meetings/cancel_meeting.html",
        {
            "meeting": meeting,
            "people": meeting.subgroup.people(on=localdate()),
            "form": form,
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("record_attendance", on=Meeting)
def attendance(request, meeting):
    form = AttendanceForm(
        request.POST or None, meeting=meeting, initial={"version": meeting.version}
    )
    record = meetings_services.record_attendance
    if form.marks_rest:
        record = roll.record_with_rest_present
    if form.is_valid() and form.attempt(
        record, meeting, by=request.person, on=localdate()
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
