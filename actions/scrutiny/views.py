"""The pages of scrutiny sessions and their questions."""

from datetime import timedelta

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actions.register.events import told_to
from actions.register.forms.linking import LinkActionForm
from actions.register.models.actions import Action
from actions.register.views.entering import places_for, possible_owners, say_saved
from actions.reviews.forms.recommendations import FollowingActionForm
from actions.reviews.views.files import as_file, the_partnership
from actions.reviews.views.reviews import PER_PAGE, clocks_shown
from actions.scrutiny import services
from actions.scrutiny.filters import QuestionFilter, SessionFilter
from actions.scrutiny.forms import (
    AddQuestionForm,
    AnswerQuestionForm,
    EditQuestionForm,
    EditSessionForm,
    RecordSessionForm,
)
from actions.scrutiny.models import ScrutinyQuestion, ScrutinySession
from actions.scrutiny.tables import scrutiny_sheets
from partnership.access import Permission, requires
from partnership.drawing.pdf import render_pdf
from partnership.guards.acts import requires_act
from partnership.history import services as history
from partnership.people import downloads
from partnership.policy import values as policy
from partnership.spreadsheets.writing import EXCEL, as_workbook

SESSION_FIELDS = (
    "kind",
    "body",
    "held_on",
    "subject",
    "who_went",
    "papers_words",
    "papers_url",
    "findings",
    "outcome",
)
QUESTION_FIELDS = (
    "text",
    "theme",
    "paragraph",
    "asked_by",
    "answer_from",
    "answer_by",
    "needs_action",
)


@require_GET
@requires(Permission.SEE_SCRUTINY)
def scrutiny(request):
    narrowed = SessionFilter(
        request.GET, ScrutinySession.objects.visible_to(request.person)
    )
    rows = narrowed.qs.with_progress().latest_first()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "actions/scrutiny/scrutiny.html", {"page": page, "filter": narrowed}
    )


@require_GET
@requires(Permission.SEE_SCRUTINY)
def scrutiny_questions(request):
    on = localdate()
    questions = ScrutinyQuestion.objects.visible_to(request.person)
    narrowed = QuestionFilter(request.GET, questions)
    rows = narrowed.qs.with_standing().select_related("session").by_day()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for question in page:
        question.shown = _clock_of(question, on)
    return render(
        request,
        "actions/scrutiny/scrutiny_questions.html",
        {"page": page, "filter": narrowed},
    )


def _clock_of(question, on):
    return clocks_shown([question.clock], on)[0] if question.clock else None


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_SCRUTINY)
def record_session(request):
    form = RecordSessionForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.record_session, by=request.person, on=localdate()
    ):
        notices.success(request, "Session recorded. Now add the questions.")
        return redirect(form.outcome)
    return render(request, "actions/scrutiny/record_session.html", {"form": form})


@require_GET
@requires(Permission.SEE_SCRUTINY, on=ScrutinySession)
def scrutiny_session(request, session):
    return render(
        request,
        "actions/scrutiny/scrutiny_session.html",
        {
            "session": session,
            **questions_of(session, request.person, localdate()),
            "events": told_to(request.person, history.of(session)[:40]),
        },
    )


def questions_of(session, person, on):
    """A session's questions, each with its deadline and visible actions."""
    seen = Action.objects.visible_to(person).with_owners().as_of(on).order_by("pk")
    questions = list(
        session.questions.with_standing()
        .annotate(linked=Count("actions", distinct=True))
        .prefetch_related(Prefetch("actions", seen, to_attr="shown_actions"))
        .order_by("number")
    )
    for question in questions:
        question.session = session
        question.shown = _clock_of(question, on)
    return {
        "questions": questions,
        "has_actions": any(question.shown_actions for question in questions),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCRUTINY, on=ScrutinySession)
def edit_session(request, session):
    form = EditSessionForm(
        request.POST or None,
        initial={name: getattr(session, name) for name in (*SESSION_FIELDS, "version")},
    )
    if form.is_valid() and form.attempt(
        services.edit_session, session, by=request.person, on=localdate()
    ):
        notices.success(request, "Session saved")
        return redirect(session)
    return render(
        request,
        "actions/scrutiny/edit_session.html",
        {"session": session, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCRUTINY, on=ScrutinySession)
def add_question(request, session):
    days = timedelta(days=policy.get("scrutiny_answer_days"))
    form = AddQuestionForm(
        request.POST or None, initial={"answer_by": session.held_on + days}
    )
    if form.is_valid() and form.attempt(
        services.add_question, session, by=request.person
    ):
        notices.success(request, f"Question {form.outcome.number} added")
        return redirect(form.outcome)
    return render(
        request,
        "actions/scrutiny/add_question.html",
        {"session": session, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("edit", on=ScrutinyQuestion)
def edit_question(request, question):
    form = EditQuestionForm(
        request.POST or None,
        initial={
            name: getattr(question, name) for name in (*QUESTION_FIELDS, "version")
        },
        question=question,
    )
    if form.is_valid() and form.attempt(
        services.edit_question, question, by=request.person
    ):
        notices.success(request, "Question saved")
        return redirect(question)
    return render(
        request,
        "actions/scrutiny/edit_question.html",
        {"question": question, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("answer", on=ScrutinyQuestion)
def answer_question(request, question):
    names = ("answer", "answer_from", "needs_action", "version")
    form = AnswerQuestionForm(
        request.POST or None,
        initial={
            **{name: getattr(question, name) for name in names},
            "day": question.answered_on or localdate(),
        },
    )
    if form.is_valid() and form.attempt(
        services.answer_question, question, by=request.person, on=localdate()
    ):
        notices.success(request, "Answer saved")
        return redirect(question)
    return render(
        request,
        "actions/scrutiny/answer_question.html",
        {"question": question, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("raise", on=ScrutinyQuestion)
def raise_for_question(request, question):
    form = FollowingActionForm(
        request.POST or None,
        places=places_for(request.person),
        **possible_owners(request),
    )
    if form.is_valid() and form.attempt(
        services.raise_for_question, question, by=request.person, on=localdate()
    ):
        say_saved(request, form.outcome, "raised")
        return redirect(question)
    return render(
        request,
        "actions/scrutiny/raise_for_question.html",
        {"question": question, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("link", on=ScrutinyQuestion)
def link_to_question(request, question):
    form = LinkActionForm(
        request.POST or None, actions=Action.objects.visible_to(request.person)
    )
    if form.is_valid() and form.attempt(
        services.link_to_question, question, by=request.person
    ):
        notices.success(request, "Action linked")
        return redirect(question)
    return render(
        request,
        "actions/scrutiny/link_to_question.html",
        {"question": question, "form": form},
    )


@require_POST
@requires_act("unlink", on=ScrutinyQuestion)
def unlink_from_question(request, question, number):
    action = get_object_or_404(Action.objects.visible_to(request.person), pk=number)
    services.unlink_from_question(question, action=action, by=request.person)
    notices.success(request, f"{action.ref} unlinked")
    return redirect(question)


@require_GET
@requires(Permission.SEE_SCRUTINY)
def scrutiny_excel(request):
    on = localdate()
    sessions = ScrutinySession.objects.visible_to(request.person)
    questions = ScrutinyQuestion.objects.visible_to(request.person)
    visible = Action.objects.visible_to(request.person)
    content = as_workbook(
        "Scrutiny", scrutiny_sheets(sessions, questions, visible, on=on)
    )
    downloads.record(
        the_partnership(request), "Scrutiny as a spreadsheet", by=request.person
    )
    return as_file(content, EXCEL, f"scrutiny-{on.isoformat()}.xlsx")


@require_GET
@requires(Permission.SEE_SCRUTINY, on=ScrutinySession)
def session_pdf(request, session):
    on = localdate()
    pdf = render_pdf(
        "actions/scrutiny/session_pdf.html",
        {
            "session": session,
            "on": on,
            **questions_of(session, request.person, on),
        },
    )
    downloads.record(session, f"Questions of {session.ref}", by=request.person)
    return as_file(pdf, "application/pdf", f"{session.ref.lower()}.pdf", shown=True)
