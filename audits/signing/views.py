"""The pages to check answers, reopen, sign and submit a return, and its receipt."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from audits.returns.models.progress import Signatory
from audits.returns.models.returns import AuditReturn
from audits.signing import services as signing
from audits.signing.forms import ReadyForm, ReopenForm, SignForm, SubmitForm
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
def check(request, audit_return):
    form = ReadyForm(request.POST or None, initial={"version": audit_return.version})
    if form.is_valid() and (
        form.attempt(signing.declare_ready, audit_return, by=request.person)
        or _now(audit_return).is_ready
    ):
        notices.success(request, "Return sent for signing")
        return redirect(audit_return)
    answers = audit_return.answers_to(audit_return.questions)
    sections = audit_return.answered_sections(answers)
    return render(
        request,
        "audits/signing/check.html",
        {
            "audit_return": audit_return,
            "form": form,
            "sections": sections,
            "progress": audit_return.progress(answers),
            "gaps": sum(section.gaps for section in sections),
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("take_back", on=AuditReturn)
def take_back(request, audit_return):
    form = ReopenForm(request.POST or None, initial={"version": audit_return.version})
    if form.is_valid() and (
        form.attempt(signing.take_back, audit_return, by=request.person)
        or _now(audit_return).can_be_answered
    ):
        notices.success(request, "Return reopened")
        return redirect(audit_return)
    return render(
        request,
        "audits/signing/take_back.html",
        {
            "audit_return": audit_return,
            "form": form,
            "signatures": audit_return.current_signatures.values(),
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("sign_as_head", on=AuditReturn)
def sign_as_head(request, audit_return):
    return _sign(request, audit_return, Signatory.HEAD, signing.sign_as_head)


@require_http_methods(["GET", "POST"])
@requires_act("sign_as_dsl", on=AuditReturn)
def sign_as_dsl(request, audit_return):
    return _sign(request, audit_return, Signatory.DSL, signing.sign_as_dsl)


@require_http_methods(["GET", "POST"])
@requires_act("sign_as_governor", on=AuditReturn)
def sign_as_governor(request, audit_return):
    return _sign(request, audit_return, Signatory.GOVERNOR, signing.sign_as_governor)


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
        "audits/signing/sign.html",
        {
            "audit_return": audit_return,
            "role": role,
            "statement": signing.STATEMENTS[role],
            "gaps": audit_return.planned_gaps(),
            "form": form,
        },
    )


def _now(audit_return):
    """The return, in case the form was already submitted once."""
    audit_return.refresh_from_db(fields=["status"])
    return audit_return


def _is_signed_by(person, audit_return, role):
    """Whether the form was already submitted once."""
    audit_return.reload_signatures()
    signature = audit_return.current_signatures.get(role)
    return signature is not None and signature.person_id == person.pk


@require_http_methods(["GET", "POST"])
@requires_act("submit", on=AuditReturn)
def submit(request, audit_return):
    form = SubmitForm(request.POST or None, initial={"version": audit_return.version})
    if form.is_valid() and (
        form.attempt(
            signing.submit_return, audit_return, by=request.person, on=localdate()
        )
        or _now(audit_return).is_submitted
    ):
        return redirect("audits:receipt", pk=audit_return.pk)
    gaps = audit_return.planned_gaps()
    return render(
        request,
        "audits/signing/submit.html",
        {
            "audit_return": audit_return,
            "form": form,
            "signatures": audit_return.current_signatures.values(),
            "gaps": gaps,
            "actions": sum(not gap.justification for gap in gaps),
        },
    )


@require_GET
@requires(Permission.SEE_RETURN, on=AuditReturn)
def receipt(request, audit_return):
    if not audit_return.is_submitted:
        return redirect(audit_return)
    return render(
        request,
        "audits/signing/receipt.html",
        {
            "audit_return": audit_return,
            "signatures": audit_return.current_signatures.values(),
            "gaps": audit_return.planned_gaps(),
        },
    )
