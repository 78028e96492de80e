"""The page to plan action on gaps."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audits.gaps import services as gaps_services
from audits.gaps.forms import GapPlanForm
from audits.returns.models.returns import AuditReturn
from partnership.guards.acts import requires_act


@require_http_methods(["GET", "POST"])
@requires_act("plan_gaps", on=AuditReturn)
def gaps(request, audit_return):
    form = GapPlanForm(
        request.POST or None,
        answers=audit_return.gap_answers(),
        planned={gap.question_id: gap for gap in audit_return.planned_gaps()},
        initial={"version": audit_return.version},
    )
    if form.is_valid() and form.attempt(
        gaps_services.plan_gaps, audit_return, by=request.person
    ):
        notices.success(request, "Action plan saved")
        return redirect(audit_return)
    return render(
        request, "audits/gaps/gaps.html", {"audit_return": audit_return, "form": form}
    )
