"""When a question is shown, and what is pointed out to a school before signing."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from audits.drafts.doors import requires_draft
from audits.drafts.forms.conditions import (
    AboutForm,
    AnswersForm,
    NumberForm,
    RemoveConditionForm,
)
from audits.drafts.forms.sets import (
    ContradictionForm,
    RemoveForm,
    RewordContradictionForm,
)
from audits.drafts.services import conditions, contradictions
from audits.drafts.services.sets import set_of
from audits.questions.conditions import in_words
from audits.questions.models import Contradiction, Question, QuestionSet
from partnership.guards.acts import requires_act

OF_A_FACT = "fact:"


@require_http_methods(["GET", "POST"])
@requires_draft(on=Question)
def shown_if(request, question):
    return _conditions(request, question, "shown_if", question=question)


@require_http_methods(["GET", "POST"])
@requires_draft(on=Contradiction)
def contradiction(request, contradiction):
    return _conditions(
        request, contradiction, "contradiction", contradiction=contradiction
    )


def _conditions(
    request: HttpRequest, row: conditions.Conditional, page: str, **context
) -> HttpResponse:
    """The conditions of a row, and the next step of adding another."""
    usable = conditions.usable_in(row)
    about = AboutForm(
        request.GET if "about" in request.GET else None,
        questions=usable,
        has_facts=isinstance(row, Contradiction),
    )
    form = about
    if about.is_valid():
        form = _form_about(request, about.cleaned_data["about"], usable, row.version)
        if form.is_valid() and form.attempt(
            conditions.add_condition, row, by=request.person
        ):
            notices.success(request, "Condition added")
            return redirect(f"audits:{page}", pk=row.pk)
    by_code = {question.code: question for question in set_of(row).questions}
    context |= {
        "question_set": set_of(row),
        "conditions": [
            in_words([one], by_code) for one in conditions.conditions_of(row)
        ],
        "usable": usable,
        "about": about,
        "form": form,
    }
    return render(request, f"audits/drafts/{page}.html", context)


def _form_about(
    request: HttpRequest, about: str, usable: list[Question], version: int
) -> AnswersForm | NumberForm:
    options = {"data": request.POST or None, "initial": {"version": version}}
    if about.startswith(OF_A_FACT):
        return NumberForm(about={"fact": about.removeprefix(OF_A_FACT)}, **options)
    question = next(one for one in usable if one.code == about)
    if question.takes_number:
        return NumberForm(about={"code": about}, question=question, **options)
    return AnswersForm(question=question, **options)


@require_POST
@requires_draft(on=Question)
def remove_shown_if(request, question):
    return _remove_condition(request, question, "shown_if")


@require_POST
@requires_draft(on=Contradiction)
def remove_point(request, contradiction):
    return _remove_condition(request, contradiction, "contradiction")


def _remove_condition(
    request: HttpRequest, row: conditions.Conditional, page: str
) -> HttpResponse:
    form = RemoveConditionForm(request.POST, count=len(conditions.conditions_of(row)))
    if form.is_valid() and form.attempt(
        conditions.remove_condition, row, by=request.person
    ):
        notices.success(request, "Condition removed")
    else:
        notices.error(request, form.error_summary()[0][0])
    return redirect(f"audits:{page}", pk=row.pk)


@require_http_methods(["GET", "POST"])
@requires_act("edit", on=QuestionSet)
def add_contradiction(request, question_set):
    form = ContradictionForm(request.POST or None)
    if form.is_valid() and form.attempt(
        contradictions.add_contradiction, question_set, by=request.person
    ):
        return redirect("audits:contradiction", pk=form.outcome.pk)
    return render(
        request,
        "audits/drafts/add_contradiction.html",
        {"question_set": question_set, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_draft(on=Contradiction)
def reword_contradiction(request, contradiction):
    form = RewordContradictionForm(
        request.POST or None,
        initial={"words": contradiction.words, "version": contradiction.version},
    )
    if form.is_valid() and form.attempt(
        contradictions.reword_contradiction, contradiction, by=request.person
    ):
        notices.success(request, "Contradiction saved")
        return redirect("audits:contradiction", pk=contradiction.pk)
    return render(
        request,
        "audits/drafts/reword_contradiction.html",
        {"contradiction": contradiction, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_draft(on=Contradiction)
def remove_contradiction(request, contradiction):
    form = RemoveForm(request.POST or None, initial={"version": contradiction.version})
    question_set = contradiction.question_set
    if form.is_valid() and form.attempt(
        contradictions.remove_contradiction, contradiction, by=request.person
    ):
        notices.success(request, "Contradiction removed")
        return redirect(question_set)
    return render(
        request,
        "audits/drafts/remove_contradiction.html",
        {"contradiction": contradiction, "form": form},
    )
