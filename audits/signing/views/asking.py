"""The pages with which a school asks a governor to sign, and answers comments."""

from django.contrib import messages as notices
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from audits.returns.models.returns import AuditReturn
from audits.signing import by_code, minutes, sending_back
from audits.signing.forms import (
    AnswerCommentForm,
    AskGovernorForm,
    RecordMinuteForm,
    SendBackForm,
)
from audits.signing.models import SentBack, Signature
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.people import downloads


@require_http_methods(["GET", "POST"])
@requires_act("ask_governor", on=AuditReturn)
def ask_governor(request, audit_return):
    form = AskGovernorForm(
        request.POST or None, initial={"version": audit_return.version}
    )
    if form.is_valid() and form.attempt(
        by_code.ask_governor, audit_return, by=request.person
    ):
        notices.success(request, f"Email sent to {form.outcome.email}")
        return redirect(audit_return)
    return _page(request, audit_return, form, "ask_governor")


@require_http_methods(["GET", "POST"])
@requires_act("record_minute", on=AuditReturn)
def record_minute(request, audit_return):
    form = RecordMinuteForm(
        request.POST or None,
        request.FILES or None,
        initial={"version": audit_return.version},
    )
    if form.is_valid() and form.attempt(
        minutes.record_minute, audit_return, by=request.person, on=localdate()
    ):
        notices.success(request, "Minute recorded as the governor’s signature")
        return redirect(audit_return)
    return _page(request, audit_return, form, "record_minute")


@require_http_methods(["GET", "POST"])
@requires_act("send_back", on=AuditReturn)
def send_back(request, audit_return):
    form = SendBackForm(request.POST or None, initial={"version": audit_return.version})
    if form.is_valid() and form.attempt(
        sending_back.send_back, audit_return, by=request.person
    ):
        notices.success(request, "Return sent back to the school")
        return redirect(audit_return)
    return _page(request, audit_return, form, "send_back")


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=SentBack)
def answer_comment(request, comment):
    form = AnswerCommentForm(request.POST or None)
    if form.is_valid() and form.attempt(
        sending_back.answer_comment, comment, by=request.person
    ):
        notices.success(request, "Comment answered")
        return redirect(comment.audit_return)
    return render(
        request,
        "audits/signing/answer_comment.html",
        {"audit_return": comment.audit_return, "comment": comment, "form": form},
    )


@require_GET
@requires(Permission.SEE_RETURN, on=Signature)
def minute(request, signature):
    downloads.record(signature.audit_return, f"Minute: {signature}", by=request.person)
    return FileResponse(signature.minute.open("rb"), as_attachment=True)


def _page(request, audit_return, form, name):
    return render(
        request,
        f"audits/signing/{name}.html",
        {"audit_return": audit_return, "form": form},
    )
