"""Pages about a question set as a whole: its names, its editions, its preview."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audits.drafts.comparing import Change, compare
from audits.drafts.forms.preview import PreviewForm
from audits.drafts.forms.sets import (
    BeginEditionForm,
    BeginSetForm,
    CompareForm,
    EditSetForm,
    RemoveForm,
    WithdrawForm,
)
from audits.drafts.preview import preview
from audits.drafts.services import editions, sections, sets
from audits.questions import services as whole_sets
from audits.questions.models import QuestionSet
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ROUND)
def begin_question_set(request):
    form = BeginSetForm(request.POST or None)
    if form.is_valid() and form.attempt(
        whole_sets.create_question_set, by=request.person
    ):
        notices.success(request, "Question set started. Add its first section.")
        return redirect(form.outcome)
    return render(request, "audits/drafts/begin_question_set.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires_act("edit", on=QuestionSet)
def edit_question_set(request, question_set):
    names = (*sets.FIELDS, "version")
    form = EditSetForm(
        request.POST or None,
        initial={name: getattr(question_set, name) for name in names},
    )
    if form.is_valid() and form.attempt(
        sets.edit_question_set, question_set, by=request.person
    ):
        notices.success(request, "Details saved")
        return redirect(question_set)
    return render(
        request,
        "audits/drafts/edit_question_set.html",
        {"question_set": question_set, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("remove", on=QuestionSet)
def remove_question_set(request, question_set):
    form = RemoveForm(request.POST or None, initial={"version": question_set.version})
    if form.is_valid() and form.attempt(
        sets.remove_question_set, question_set, by=request.person
    ):
        notices.success(request, "Draft removed")
        return redirect("audits:question_sets")
    return render(
        request,
        "audits/drafts/remove_question_set.html",
        {
            "question_set": question_set,
            "count": len(question_set.questions),
            "form": form,
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("withdraw", on=QuestionSet)
def withdraw_question_set(request, question_set):
    form = WithdrawForm(request.POST or None, initial={"version": question_set.version})
    if form.is_valid() and form.attempt(
        sets.withdraw_question_set, question_set, by=request.person
    ):
        notices.success(request, "Question set withdrawn")
        return redirect(question_set)
    return render(
        request,
        "audits/drafts/withdraw_question_set.html",
        {"question_set": question_set, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("begin_edition", on=QuestionSet)
def begin_edition(request, question_set):
    form = BeginEditionForm(
        request.POST or None,
        initial={"guidance_edition": question_set.guidance_edition},
    )
    if form.is_valid() and form.attempt(
        editions.begin_edition, question_set, by=request.person
    ):
        notices.success(request, "New edition started as a draft")
        return redirect(form.outcome)
    return render(
        request,
        "audits/drafts/begin_edition.html",
        {"question_set": question_set, "form": form},
    )


@require_POST
@requires_act("edit", on=QuestionSet)
def number_in_order(request, question_set):
    sections.number_in_order(question_set, by=request.person)
    notices.success(request, "Sections and questions numbered in their order")
    return redirect(question_set)


@require_GET
@requires(Permission.MANAGE_ROUND, on=QuestionSet)
def preview_questions(request, question_set):
    form = PreviewForm(request.GET or None)
    found = None
    if form.is_valid():
        found = preview(question_set, form.school(), on=localdate())
    return render(
        request,
        "audits/drafts/preview_questions.html",
        {
            "question_set": question_set,
            "form": form,
            "sections": found,
            "count": sum(len(section.boxes) for section in found or ()),
            "minutes": sum(section.minutes for section in found or ()),
        },
    )


@require_GET
@requires(Permission.MANAGE_ROUND, on=QuestionSet)
def compare_editions(request, question_set):
    others = QuestionSet.objects.visible_to(request.person).exclude(pk=question_set.pk)
    usual = others.filter(title=question_set.title, pk__lt=question_set.pk).first()
    form = CompareForm(
        request.GET or ({"earlier": usual.pk} if usual else None), question_sets=others
    )
    earlier = form.cleaned_data["earlier"] if form.is_valid() else None
    rows = compare(earlier, question_set) if earlier else []
    return render(
        request,
        "audits/drafts/compare_editions.html",
        {
            "question_set": question_set,
            "form": form,
            "has_others": others.exists(),
            "earlier": earlier,
            "rows": rows,
            "unmarked": sum(row.change == Change.UNMARKED for row in rows),
            "can_edit": question_set.is_open_to("edit"),
        },
    )
