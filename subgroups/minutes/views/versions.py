"""Pages of what was circulated: to whom, who opened it, and how it has changed."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from partnership.access import Permission, requires
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.proof import proof_of
from subgroups.minutes.forms import CompareVersionsForm
from subgroups.minutes.versions import compare, versions_of


@require_GET
@requires(Permission.RECORD_MEETING, on=Meeting)
def minutes_sent(request, meeting):
    return render(
        request,
        "subgroups/minutes/minutes_sent.html",
        {"meeting": meeting, "sendings": proof_of(meeting.minutes_sendings)},
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def compare_minutes(request, meeting):
    versions = {version.key: version for version in versions_of(meeting)}
    last_two = dict(zip(("later", "earlier"), [*versions][::-1], strict=False))
    form = CompareVersionsForm(
        {**last_two, **request.GET.dict()}, versions=versions.values()
    )
    chosen = form.cleaned_data if form.is_valid() else {}
    earlier, later = (versions.get(chosen.get(name)) for name in ("earlier", "later"))
    return render(
        request,
        "subgroups/minutes/compare_minutes.html",
        {
            "meeting": meeting,
            "form": form,
            "has_two": len(versions) > 1,
            "earlier": earlier,
            "later": later,
            "parts": compare(earlier, later) if earlier and later else [],
        },
    )
