"""The pages with which officers waive signatures and open returns again."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from audits.returns.models.returns import AuditReturn
from audits.signing import reopening
from audits.signing.forms import OpenLateForm, ReopenVersionForm, WaiveForm
from partnership.guards.acts import requires_act


@require_http_methods(["GET", "POST"])
@requires_act("waive", on=AuditReturn)
def waive(request, audit_return):
    form = WaiveForm(
        request.POST or None,
        roles=audit_return.missing_signatures,
        initial={"version": audit_return.version},
    )
    if form.is_valid() and form.attempt(
        reopening.waive, audit_return, by=request.person
    ):
        notices.success(request, "Signature waived")
        return redirect(audit_return)
    return render(
        request,
        "audits/signing/waive.html",
        {"audit_return": audit_return, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("reopen", on=AuditReturn)
def reopen(request, audit_return):
    form = _form(ReopenVersionForm, request, audit_return)
    if form.is_valid() and form.attempt(
        reopening.reopen_return, audit_return, by=request.person, on=localdate()
    ):
        notices.success(request, f"Version {form.outcome.revision} started")
        return redirect(form.outcome)
    return render(
        request,
        "audits/signing/reopen.html",
        {"audit_return": audit_return, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("open_late", on=AuditReturn)
def open_late(request, audit_return):
    form = _form(OpenLateForm, request, audit_return)
    if form.is_valid() and form.attempt(
        reopening.open_late, audit_return, by=request.person, on=localdate()
    ):
        notices.success(request, "Return opened for this school")
        return redirect(audit_return)
    return render(
        request,
        "audits/signing/open_late.html",
        {"audit_return": audit_return, "form": form},
    )


def _form(form_class, request, audit_return):
    return form_class(
        request.POST or None,
        needs_deadline=not audit_return.round.is_open,
        initial={"version": audit_return.version},
    )
