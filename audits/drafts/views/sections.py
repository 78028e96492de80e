"""The sections of a draft: a page for each, and adding, ordering and removing them."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audits.drafts.doors import requires_draft
from audits.drafts.forms.sets import EditSectionForm, RemoveForm, SectionForm
from audits.drafts.services import sections
from audits.drafts.views.moving import moved
from audits.questions.models import QuestionSet, Section
from audits.questions.wording import worded
from partnership.guards.acts import requires_act


@require_GET
@requires_draft(on=Section)
def draft_section(request, section):
    question_set = section.question_set
    every = question_set.questions
    by_code = {question.code: question for question in every}
    own = [question for question in every if question.section_id == section.pk]
    return render(
        request,
        "audits/drafts/draft_section.html",
        {
            "section": section,
            "question_set": question_set,
            "rows": worded(own, by_code),
            "several": question_set.sections.count() > 1,
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("edit", on=QuestionSet)
def add_section(request, question_set):
    form = SectionForm(
        request.POST or None, initial={"letter": sections.next_letter(question_set)}
    )
    if form.is_valid() and form.attempt(
        sections.add_section, question_set, by=request.person
    ):
        notices.success(request, f"Section {form.outcome.letter} added")
        return redirect("audits:draft_section", pk=form.outcome.pk)
    return render(
        request,
        "audits/drafts/add_section.html",
        {"question_set": question_set, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_draft(on=Section)
def edit_section(request, section):
    names = ("letter", "title", "guidance", "version")
    form = EditSectionForm(
        request.POST or None, initial={name: getattr(section, name) for name in names}
    )
    if form.is_valid() and form.attempt(
        sections.edit_section, section, by=request.person
    ):
        notices.success(request, "Section saved")
        return redirect("audits:draft_section", pk=section.pk)
    return render(
        request, "audits/drafts/edit_section.html", {"section": section, "form": form}
    )


@require_POST
@requires_draft(on=Section)
def move_section(request, section):
    moved(request, sections.move_section, section)
    return redirect(f"{section.question_set.get_absolute_url()}#section-{section.pk}")


@require_http_methods(["GET", "POST"])
@requires_draft(on=Section)
def remove_section(request, section):
    form = RemoveForm(request.POST or None, initial={"version": section.version})
    question_set = section.question_set
    if form.is_valid() and form.attempt(
        sections.remove_section, section, by=request.person
    ):
        notices.success(request, "Section removed")
        return redirect(question_set)
    return render(
        request,
        "audits/drafts/remove_section.html",
        {"section": section, "count": section.questions.count(), "form": form},
    )
