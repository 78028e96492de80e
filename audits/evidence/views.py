"""The pages of evidence for a question, and its files, each behind its own check."""

from django.contrib import messages as notices
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from audits.evidence import services
from audits.evidence.forms import (
    ChangeEvidenceForm,
    FilesForm,
    LinkForm,
    NoteForm,
    RemoveEvidenceForm,
    UseAgainForm,
)
from audits.evidence.models import Attachment
from audits.returns.models.returns import AuditReturn
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.people import downloads


@never_cache
@require_http_methods(["GET", "POST"])
@requires_act("answer", on=AuditReturn)
def evidence(request, audit_return, question):
    asked = _asked(audit_return, question)
    is_sent = request.method == "POST"
    form = FilesForm(*([request.POST, request.FILES] if is_sent else []))
    is_done = form.is_valid() and form.attempt(
        services.add_file, audit_return, asked, by=request.person
    )
    if form.outcome:
        count = len(form.outcome)
        notices.success(request, f"{count} file{'' if count == 1 else 's'} added")
    if is_done:
        return redirect("audits:evidence", pk=audit_return.pk, question=asked.pk)
    shown = Attachment.objects.visible_to(request.person).filter(
        audit_return=audit_return, question=asked
    )
    return render(
        request,
        "audits/evidence/evidence.html",
        {
            **_about(audit_return, asked),
            "form": form,
            "evidence": shown.with_evidence(),
            "can_use_again": services.offered_for(audit_return, asked).exists(),
            "today": localdate(),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires_act("answer", on=AuditReturn)
def evidence_link(request, audit_return, question):
    asked, form = _asked(audit_return, question), LinkForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.add_link, audit_return, asked, by=request.person
    ):
        notices.success(request, "Link added")
        return redirect(form.outcome)
    return render(
        request,
        "audits/evidence/evidence_link.html",
        {**_about(audit_return, asked), "form": form},
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires_act("answer", on=AuditReturn)
def evidence_note(request, audit_return, question):
    asked, form = _asked(audit_return, question), NoteForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.add_note, audit_return, asked, by=request.person
    ):
        notices.success(request, "Note added")
        return redirect(form.outcome)
    return render(
        request,
        "audits/evidence/evidence_note.html",
        {**_about(audit_return, asked), "form": form},
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires_act("answer", on=AuditReturn)
def evidence_again(request, audit_return, question):
    asked = _asked(audit_return, question)
    form = UseAgainForm(
        request.POST or None,
        offered=services.offered_for(audit_return, asked),
        on=localdate(),
    )
    if form.is_valid() and form.attempt(
        services.use_again, audit_return, asked, by=request.person
    ):
        notices.success(request, "Evidence added")
        return redirect("audits:evidence", pk=audit_return.pk, question=asked.pk)
    return render(
        request,
        "audits/evidence/evidence_again.html",
        {**_about(audit_return, asked), "form": form},
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=Attachment)
def change_evidence(request, attachment):
    piece = attachment.evidence
    form = ChangeEvidenceForm(
        request.POST or None,
        initial={
            "version": piece.version,
            "title": piece.title,
            "expires_on": piece.expires_on,
        },
    )
    if form.is_valid() and form.attempt(
        services.change_evidence, attachment, by=request.person
    ):
        notices.success(request, "Evidence changed")
        return redirect(attachment)
    return render(
        request,
        "audits/evidence/change_evidence.html",
        {"attachment": attachment, "form": form},
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=Attachment)
def remove_evidence(request, attachment):
    form = RemoveEvidenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.attempt(services.remove, attachment, by=request.person):
        notices.success(request, "Evidence removed")
        return redirect(
            "audits:evidence",
            pk=attachment.audit_return_id,
            question=attachment.question_id,
        )
    return render(
        request,
        "audits/evidence/remove_evidence.html",
        {
            "attachment": attachment,
            "form": form,
            "is_shown_elsewhere": services.is_shown_elsewhere(attachment),
        },
    )


@never_cache
@require_GET
@requires(Permission.SEE_RETURN, on=Attachment)
def evidence_file(request, attachment):
    piece = attachment.evidence
    if not piece.is_file:
        raise Http404
    downloads.record(
        attachment.audit_return,
        f"Evidence for {attachment.audit_return}, {attachment.question.ref}",
        by=request.person,
    )
    return FileResponse(
        piece.file.open("rb"), as_attachment=True, filename=piece.download_name
    )


def _asked(audit_return, question):
    """A question of this return, or a page that is not found."""
    asked = audit_return.question(question)
    if asked is None:
        raise Http404
    return asked


def _about(audit_return, asked):
    """What every page of a question’s evidence says and links to."""
    return {"audit_return": audit_return, "question": asked}
