"""Pages of the forward plan: its grid and its items."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.access import Permission, allowed, requires
from subgroups.agenda import planning
from subgroups.agenda.forms import (
    AddForwardItemForm,
    CorrectForwardItemForm,
    EndForwardItemForm,
)
from subgroups.agenda.models import ForwardItem
from subgroups.structure.models import Subgroup


@require_http_methods(["GET"])
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def forward_plan(request, subgroup):
    return render(
        request,
        "subgroups/agenda/forward_plan.html",
        {
            "subgroup": subgroup,
            "plan": planning.forward_plan(subgroup, on=localdate()),
            "can_record": allowed(request.person, Permission.RECORD_MEETING, subgroup),
        },
    )


@require_http_methods(["POST"])
@requires(Permission.RECORD_MEETING, on=Subgroup)
def place_items(request, subgroup):
    changed = planning.place_items(
        subgroup,
        ticked=planning.pairs(request.POST.getlist("on")),
        shown=planning.pairs(request.POST.getlist("shown")),
        by=request.person,
        on=localdate(),
    )
    notices.success(request, f"Forward plan saved: {changed} changed")
    return redirect("subgroups:forward_plan", pk=subgroup.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Subgroup)
def add_forward_item(request, subgroup):
    form = AddForwardItemForm(request.POST or None)
    if form.is_valid() and form.attempt(
        planning.add_forward_item, subgroup, by=request.person
    ):
        notices.success(request, "Item added to the forward plan")
        return redirect("subgroups:forward_plan", pk=subgroup.pk)
    return render(
        request,
        "subgroups/agenda/add_forward_item.html",
        {"subgroup": subgroup, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=ForwardItem)
def edit_forward_item(request, item):
    form = CorrectForwardItemForm(
        request.POST or None,
        initial={
            "version": item.version,
            **{name: getattr(item, name) for name in planning.FIELDS},
        },
    )
    if form.is_valid() and form.attempt(
        planning.correct_forward_item, item, by=request.person
    ):
        notices.success(request, "Item changed")
        return redirect("subgroups:forward_plan", pk=item.subgroup_id)
    return render(
        request,
        "subgroups/agenda/edit_forward_item.html",
        {"item": item, "subgroup": item.subgroup, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=ForwardItem)
def end_forward_item(request, item):
    form = EndForwardItemForm(request.POST or None, initial={"version": item.version})
    if form.is_valid() and form.attempt(
        planning.end_forward_item, item, by=request.person, on=localdate()
    ):
        notices.success(request, "Item taken off the forward plan")
        return redirect("subgroups:forward_plan", pk=item.subgroup_id)
    return render(
        request,
        "subgroups/agenda/end_forward_item.html",
        {"item": item, "subgroup": item.subgroup, "form": form},
    )
