"""Pages to record a decision taken by email."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from subgroups.meetings.models.meetings import Meeting
from subgroups.registers.forms import AnswerForm, NoteForm, OutcomeForm, QuestionForm
from subgroups.registers.models.by_email import EmailDecision
from subgroups.registers.services import by_email as services
from subgroups.structure.models import Subgroup


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Subgroup)
def ask_question(request, subgroup):
    form = QuestionForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.ask_question,
        subgroup,
        confirmed=form.confirmed_identifiable,
        by=request.person,
    ):
        notices.success(request, "Question recorded")
        return redirect(form.outcome)
    return render(
        request,
        "subgroups/registers/ask_question.html",
        {"subgroup": subgroup, "form": form},
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=EmailDecision)
def question(request, decision):
    return render(
        request,
        "subgroups/registers/question.html",
        {
            "decision": decision,
            "answers": decision.answers.select_related("person"),
            "events": history.of(decision)[:20],
        },
    )


def _change(request, decision, form, service, done, heading, **more):
    if form.is_valid() and form.attempt(service, decision, by=request.person, **more):
        notices.success(request, done)
        return redirect(decision)
    return render(
        request,
        "subgroups/registers/change_question.html",
        {"decision": decision, "form": form, "heading": heading},
    )


@require_http_methods(["GET", "POST"])
@requires_act("answer", on=EmailDecision)
def answer_question(request, decision):
    form = AnswerForm(
        request.POST or None,
        people=decision.subgroup.people(on=localdate()),
        initial={"version": decision.version},
    )
    return _change(
        request,
        decision,
        form,
        services.record_answer,
        "Answer recorded",
        "Record an answer",
        confirmed=form.confirmed_identifiable,
    )


@require_http_methods(["GET", "POST"])
@requires_act("close", on=EmailDecision)
def close_question(request, decision):
    form = OutcomeForm(request.POST or None, initial={"version": decision.version})
    return _change(
        request,
        decision,
        form,
        services.close_question,
        "Outcome recorded. It goes onto the next agenda",
        "Record the outcome",
        confirmed=form.confirmed_identifiable,
        on=localdate(),
    )


@require_http_methods(["GET", "POST"])
@requires_act("note", on=EmailDecision)
def note_question(request, decision):
    meetings = (
        Meeting.objects.visible_to(request.person)
        .held()
        .filter(subgroup=decision.subgroup, held_on__gte=decision.asked_on)
    )
    form = NoteForm(
        request.POST or None, meetings=meetings, initial={"version": decision.version}
    )
    return _change(
        request,
        decision,
        form,
        services.note_question,
        "Decision noted",
        "Record that a meeting noted it",
    )
