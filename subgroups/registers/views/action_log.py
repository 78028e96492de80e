"""The page of a subgroup’s action log, and the press that tables it."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from partnership.access import Permission, requires
from subgroups.agenda.models import AgendaItem
from subgroups.registers import action_log as logs
from subgroups.structure.models import Subgroup


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def action_log(request, subgroup):
    log = logs.since_last_meeting(subgroup, by=request.person, on=localdate())
    return render(
        request,
        "subgroups/registers/action_log.html",
        {"log": log, "subgroup": subgroup},
    )


@require_POST
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def table_action_log(request, item):
    paper = logs.table_action_log(item, by=request.person, on=localdate())
    notices.success(request, "Action log tabled as a paper")
    return redirect(paper)
