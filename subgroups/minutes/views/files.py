"""Minutes and the action log of a subgroup as files."""

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from actions.register.models.actions import Action
from partnership.access import Permission, requires
from partnership.drawing import word
from partnership.drawing.pdf import render_pdf
from partnership.people import downloads
from partnership.policy import values as policy
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.proof import note_opening
from subgroups.minutes.action_log import TITLES, action_log
from subgroups.minutes.word_writing import (
    action_log_as_word,
    action_rows,
    minutes_as_word,
)
from subgroups.structure.models import Subgroup

PDF = "application/pdf"


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def minutes_pdf(request, meeting):
    note_opening(meeting.minutes_sendings.last(), by=request.person)
    return _minutes_pdf(request, meeting, is_redacted=False)


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def redacted_minutes_pdf(request, meeting):
    return _minutes_pdf(request, meeting, is_redacted=True)


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def minutes_word(request, meeting):
    note_opening(meeting.minutes_sendings.last(), by=request.person)
    return _minutes_word(request, meeting, is_redacted=False)


@require_GET
@requires(Permission.SEE_MEETINGS, on=Meeting)
def redacted_minutes_word(request, meeting):
    return _minutes_word(request, meeting, is_redacted=True)


def _minutes_pdf(request, meeting, *, is_redacted):
    minutes = meeting.as_minuted(by=request.person, is_redacted=is_redacted)
    context = {**minutes, "actions": [*action_rows(minutes["items"])]}
    pdf = render_pdf("subgroups/minutes/minutes_pdf.html", context)
    return _minutes_file(request, meeting, pdf, "pdf", PDF, is_redacted=is_redacted)


def _minutes_word(request, meeting, *, is_redacted):
    minutes = meeting.as_minuted(by=request.person, is_redacted=is_redacted)
    file = minutes_as_word(minutes, author=policy.get("partnership_name"))
    return _minutes_file(
        request, meeting, file, "docx", word.TYPE, is_redacted=is_redacted
    )


def _minutes_file(request, meeting, content, suffix, kind, *, is_redacted):
    words = "Redacted minutes" if is_redacted else "Minutes"
    downloads.record(meeting, f"{words} of {meeting}", by=request.person)
    draft = "-draft" if meeting.is_draft else ""
    name = f"{slugify(words)}-{meeting.held_on.isoformat()}{draft}.{suffix}"
    return _answer(content, name, kind)


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def action_log_pdf(request, subgroup):
    log = _log(request, subgroup)
    context = {"log": log, "titles": TITLES}
    pdf = render_pdf("subgroups/minutes/action_log_pdf.html", context)
    return _log_file(request, log, pdf, "pdf", PDF)


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def action_log_word(request, subgroup):
    log = _log(request, subgroup)
    file = action_log_as_word(log, author=policy.get("partnership_name"))
    return _log_file(request, log, file, "docx", word.TYPE)


def _log(request, subgroup):
    visible = Action.objects.visible_to(request.person)
    return action_log(subgroup, visible, on=localdate())


def _log_file(request, log, content, suffix, kind):
    downloads.record(log.subgroup, f"Action log of {log.subgroup}", by=request.person)
    name = f"action-log-{slugify(str(log.subgroup))}-{log.on.isoformat()}.{suffix}"
    return _answer(content, name, kind)


def _answer(content, name, kind):
    how = "inline" if kind == PDF else "attachment"
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'{how}; filename="{name}"'},
    )
