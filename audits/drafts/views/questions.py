"""The questions of a draft: adding, changing, ordering, copying and removing them."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from audits.drafts.doors import requires_draft
from audits.drafts.forms.questions import KindForm, QuestionForm
from audits.drafts.forms.sets import MoveToSectionForm, RemoveForm
from audits.drafts.services import questions
from audits.drafts.views.moving import moved
from audits.questions.kinds import Kind
from audits.questions.models import Question, Section
from partnership.pages.addresses import reverse


def _at(question: Question) -> str:
    """The address of a question on the page of its section."""
    page = reverse("audits:draft_section", kwargs={"pk": question.section_id})
    return f"{page}#question-{question.pk}"


def _choose_kind(request: HttpRequest, section: Section, **context) -> HttpResponse:
    form = KindForm(
        request.GET if "kind" in request.GET else None,
        initial={"kind": getattr(context.get("question"), "kind", None)},
    )
    context |= {"section": section, "form": form}
    return render(request, "audits/drafts/choose_kind.html", context)


@require_http_methods(["GET", "POST"])
@requires_draft(on=Section)
def add_question(request, section):
    kind = request.GET.get("kind")
    if kind not in Kind.values:
        return _choose_kind(request, section)
    form = QuestionForm(
        request.POST or None, kind=kind, initial={"ref": questions.next_ref(section)}
    )
    if form.is_valid() and form.attempt(
        questions.add_question, section, by=request.person
    ):
        notices.success(request, f"Question {form.outcome.ref} added")
        return redirect(_at(form.outcome))
    return render(
        request, "audits/drafts/add_question.html", {"section": section, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires_draft(on=Question)
def change_question(request, question):
    kind = request.GET.get("kind", question.kind)
    if kind not in Kind.values or "choose" in request.GET:
        return _choose_kind(request, question.section, question=question)
    form = QuestionForm(request.POST or None, kind=kind, question=question)
    if form.is_valid() and form.attempt(
        questions.change_question, question, by=request.person
    ):
        notices.success(request, f"Question {question.ref} saved")
        return redirect(_at(question))
    return render(
        request,
        "audits/drafts/change_question.html",
        {"question": question, "form": form},
    )


@require_POST
@requires_draft(on=Question)
def move_question(request, question):
    moved(request, questions.move_question, question)
    return redirect(_at(question))


@require_http_methods(["GET", "POST"])
@requires_draft(on=Question)
def move_to_section(request, question):
    others = question.section.question_set.sections.exclude(pk=question.section_id)
    form = MoveToSectionForm(
        request.POST or None, sections=others, initial={"version": question.version}
    )
    if form.is_valid() and form.attempt(
        questions.move_to_section, question, by=request.person
    ):
        notices.success(request, f"Question moved. It is now {question.ref}.")
        return redirect(_at(question))
    return render(
        request,
        "audits/drafts/move_to_section.html",
        {"question": question, "form": form},
    )


@require_POST
@requires_draft(on=Question)
def copy_question(request, question):
    copy = questions.copy_question(question, by=request.person)
    notices.success(request, f"Question {question.ref} copied as {copy.ref}")
    return redirect("audits:change_question", pk=copy.pk)


@require_http_methods(["GET", "POST"])
@requires_draft(on=Question)
def remove_question(request, question):
    form = RemoveForm(request.POST or None, initial={"version": question.version})
    section, ref = question.section, question.ref
    if form.is_valid() and form.attempt(
        questions.remove_question, question, by=request.person
    ):
        notices.success(request, f"Question {ref} removed")
        return redirect("audits:draft_section", pk=section.pk)
    return render(
        request,
        "audits/drafts/remove_question.html",
        {"question": question, "form": form},
    )
