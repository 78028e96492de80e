"""Pages to propose corrections to circulated minutes and to answer them."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import correcting
from subgroups.minutes.forms import CorrectionForm, SettleForm
from subgroups.minutes.models import Correction


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def corrections(request, meeting):
    proposed = Correction.objects.visible_to(request.person).filter(meeting=meeting)
    return render(
        request,
        "subgroups/minutes/corrections.html",
        {
            "meeting": meeting,
            "corrections": proposed.select_related("item", "proposed_by"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("propose_correction", on=Meeting)
def propose_correction(request, meeting):
    items = AgendaItem.objects.visible_to(request.person).filter(meeting=meeting)
    form = CorrectionForm(
        request.POST or None, items=items, initial={"item": request.GET.get("item")}
    )
    if form.is_valid() and form.attempt(
        correcting.propose_correction,
        meeting,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Correction proposed")
        return redirect("subgroups:corrections", pk=meeting.pk)
    return render(
        request,
        "subgroups/minutes/propose_correction.html",
        {"meeting": meeting, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("settle", on=Correction)
def settle_correction(request, correction):
    form = SettleForm(
        request.POST or None,
        initial={
            "version": correction.version,
            "agreed_words": correction.agreed_words or correcting.words_now(correction),
            "reason": correction.reason,
        },
    )
    if form.is_valid() and form.attempt(
        correcting.settle_correction,
        correction,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Answer saved")
        return redirect("subgroups:corrections", pk=correction.meeting_id)
    return render(
        request,
        "subgroups/minutes/settle_correction.html",
        {"correction": correction, "meeting": correction.meeting, "form": form},
    )
