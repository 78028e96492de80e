"""The page of a subgroup's attendance over a year."""

from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from partnership.access import Permission, requires
from subgroups.attendance.over_time import over_the_year
from subgroups.structure.models import Subgroup


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def attendance_over_time(request, subgroup):
    rows = over_the_year(subgroup, on=localdate())
    return render(
        request,
        "subgroups/attendance/over_time.html",
        {
            "subgroup": subgroup,
            "rows": rows,
            "meetings": [cell.meeting for cell in rows[0].cells] if rows else [],
            "flagged": [row for row in rows if row.is_flagged],
        },
    )
