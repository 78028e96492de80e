"""Pages to settle an item, to reopen it, and to reword a decision."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from partnership.access import Permission, requires
from subgroups.agenda.models import AgendaItem
from subgroups.minutes import deciding
from subgroups.minutes.forms import ReopenForm, RewordForm
from subgroups.minutes.models import Decision


@require_POST
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def mark_decided(request, item):
    deciding.mark_decided(item, by=request.person)
    notices.success(request, "Item decided: its decisions are locked")
    return redirect(item)


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def reopen_item(request, item):
    form = ReopenForm(request.POST or None, initial={"version": item.version})
    if form.is_valid() and form.attempt(deciding.reopen_item, item, by=request.person):
        notices.success(request, "Item reopened")
        return redirect(item)
    return render(
        request, "subgroups/minutes/reopen_item.html", {"item": item, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Decision)
def reword_decision(request, decision):
    form = RewordForm(request.POST or None, initial={"text": decision.text})
    if form.is_valid() and form.attempt(
        deciding.reword_decision,
        decision,
        confirmed=form.confirmed_identifiable,
        by=request.person,
    ):
        notices.success(request, "Decision reworded")
        return redirect(decision.item)
    return render(
        request,
        "subgroups/minutes/reword_decision.html",
        {"decision": decision, "item": decision.item, "form": form},
    )
