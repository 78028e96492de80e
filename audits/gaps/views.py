"""The pages to plan action on gaps, and to follow the actions through the year."""

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from audits.gaps import services as gaps_services
from audits.gaps.earlier import actions_of_audits, open_actions_by_code
from audits.gaps.forms import GapPlanForm
from audits.gaps.year import year_of
from audits.returns.models.returns import AuditReturn
from partnership.access import Permission, requires
from partnership.drawing.pdf import render_pdf
from partnership.guards.acts import requires_act
from partnership.people import downloads


@require_http_methods(["GET", "POST"])
@requires_act("plan_gaps", on=AuditReturn)
def gaps(request, audit_return):
    answers = audit_return.gap_answers()
    form = GapPlanForm(
        request.POST or None,
        answers=answers,
        planned={gap.question_id: gap for gap in audit_return.planned_gaps()},
        continued=open_actions_by_code(
            audit_return, [answer.question.code for answer in answers]
        ),
        initial={"version": audit_return.version},
        on=localdate(),
    )
    if form.is_valid() and form.attempt(
        gaps_services.plan_gaps, audit_return, by=request.person
    ):
        notices.success(request, "Action plan saved")
        return redirect(audit_return)
    return render(
        request, "audits/gaps/gaps.html", {"audit_return": audit_return, "form": form}
    )


@require_GET
@requires(Permission.SEE_RETURN, on=AuditReturn)
def audit_actions(request, audit_return):
    return render(
        request,
        "audits/gaps/audit_actions.html",
        {
            "audit_return": audit_return,
            "actions": actions_of_audits(audit_return, request.person)
            .open()
            .with_last_update()
            .as_of(localdate())
            .by_date(),
        },
    )


@require_GET
@requires(Permission.SEE_RETURN, on=AuditReturn)
def audit_actions_pdf(request, audit_return):
    content = render_pdf(
        "audits/gaps/audit_actions_pdf.html",
        {
            "audit_return": audit_return,
            "year": year_of(audit_return, person=request.person, on=localdate()),
        },
    )
    downloads.record(audit_return, f"Action plan of {audit_return}", by=request.person)
    name = f"safeguarding-actions-{audit_return.pk}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
