"""From the last answer to the receipt: check, plan for gaps, sign, submit."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from audits import services
from audits.forms import GapPlanForm, ReadyForm, SignForm, SubmitForm
from audits.models import AuditReturn, Signature
from partnership.access import Permission, requires


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
def check(request, audit_return):
    form = ReadyForm(request.POST or None, initial={"version": audit_return.version})
    if form.is_valid() and (
        form.attempt(services.declare_ready, audit_return, by=request.person)
        or _has_become(audit_return, AuditReturn.Status.READY)
    ):
        notices.success(request, "The return is closed for signing")
        return redirect(audit_return)
    return render(
        request,
        "audits/check.html",
        {
            "audit_return": audit_return,
            "form": form,
            "sections": audit_return.answered_sections(),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
def gaps(request, audit_return):
    form = GapPlanForm(
        request.POST or None,
        answers=audit_return.gap_answers(),
        planned={gap.question_id: gap for gap in audit_return.planned_gaps()},
        initial={"version": audit_return.version},
    )
    if form.is_valid() and form.attempt(
        services.plan_gaps, audit_return, by=request.person
    ):
        notices.success(request, "Action plan saved")
        return redirect(audit_return)
    return render(
        request, "audits/gaps.html", {"audit_return": audit_return, "form": form}
    )


@require_POST
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
def take_back(request, audit_return):
    services.take_back(audit_return, by=request.person)
    notices.success(request, "The return can be answered again")
    return redirect(audit_return)


@require_http_methods(["GET", "POST"])
@requires(Permission.SIGN_RETURN_AS_HEAD, on=AuditReturn)
def sign_as_head(request, audit_return):
    return _sign(request, audit_return, Signature.Role.HEAD, services.sign_as_head)


@require_http_methods(["GET", "POST"])
@requires(Permission.SIGN_RETURN_AS_DSL, on=AuditReturn)
def sign_as_dsl(request, audit_return):
    return _sign(request, audit_return, Signature.Role.DSL, services.sign_as_dsl)


@require_http_methods(["GET", "POST"])
@requires(Permission.SIGN_RETURN_AS_GOVERNOR, on=AuditReturn)
def sign_as_governor(request, audit_return):
    return _sign(
        request, audit_return, Signature.Role.GOVERNOR, services.sign_as_governor
    )


def _sign(request, audit_return, role, service):
    form = SignForm(
        request.POST or None,
        initial={"version": audit_return.version, "name": request.person.name},
    )
    if form.is_valid() and (
        form.attempt(service, audit_return, by=request.person)
        or _is_signed_by(request.person, audit_return, role)
    ):
        notices.success(request, f"Signed as {role.label.lower()}")
        return redirect(audit_return)
    return render(
        request,
        "audits/sign.html",
        {
            "audit_return": audit_return,
            "role": role,
            "statement": services.STATEMENTS[role],
            "gaps": audit_return.planned_gaps(),
            "form": form,
        },
    )


def _has_become(audit_return, status):
    """Whether a press before this one has done already what was refused to it."""
    audit_return.refresh_from_db(fields=["status"])
    return audit_return.status == status


def _is_signed_by(person, audit_return, role):
    """Whether a press before this one has signed already."""
    audit_return.forget_signatures()
    signature = audit_return.standing_signatures.get(role)
    return signature is not None and signature.person_id == person.pk


@require_http_methods(["GET", "POST"])
@requires(Permission.SUBMIT_RETURN, on=AuditReturn)
def submit(request, audit_return):
    form = SubmitForm(request.POST or None, initial={"version": audit_return.version})
    if form.is_valid() and (
        form.attempt(
            services.submit_return, audit_return, by=request.person, on=localdate()
        )
        or _has_become(audit_return, AuditReturn.Status.SUBMITTED)
    ):
        return redirect("audits:receipt", pk=audit_return.pk)
    return render(
        request,
        "audits/submit.html",
        {
            "audit_return": audit_return,
            "form": form,
            "signatures": audit_return.standing_signatures.values(),
            "gaps": audit_return.planned_gaps(),
        },
    )
