"""The pages of returns and rounds: lists, sections, all answers, opening a round."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audits.questions.models import QuestionSet
from audits.returns import inviting, services
from audits.returns import services as returns_services
from audits.returns.filters import ReturnFilter
from audits.returns.forms import SectionForm
from audits.returns.models.returns import AuditReturn
from audits.rounds.forms import OpenRoundForm
from audits.rounds.models import Round
from audits.rounds.views import PAGE
from partnership.access import Permission, allowed, requires
from partnership.guards.outcomes import Refused
from partnership.history import services as history


@require_GET
@requires(Permission.SEE_RETURN)
def returns(request):
    rows = AuditReturn.objects.visible_to(request.person).current().latest_first()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "audits/returns/returns.html", {"page": page})


@require_GET
@requires(Permission.SEE_RETURN, on=AuditReturn)
def tasks(request, audit_return):
    return render(
        request,
        "audits/returns/tasks.html",
        {
            "audit_return": audit_return,
            "sections": audit_return.sections(),
            "signing": audit_return.signing(),
            "comments": audit_return.comments.all(),
            "versions": audit_return.versions(),
            "events": history.of(audit_return)[:20],
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
def section(request, audit_return, letter):
    questions = audit_return.questions_of(letter)
    if not questions:
        raise Http404
    if request.method == "GET" and not audit_return.can_be_answered:
        return redirect("audits:whole", pk=audit_return.pk)
    form = _form(request, audit_return, questions)
    if form.is_bound and form.attempt(
        services.save_answers, audit_return, by=request.person
    ):
        if next_letter := audit_return.section_after(letter):
            return redirect("audits:section", pk=audit_return.pk, letter=next_letter)
        return redirect("audits:check", pk=audit_return.pk)
    if form.saved and form.saved.versions:
        notices.info(request, "Answers without errors have been saved.")
    return render(
        request,
        "audits/returns/section.html",
        {
            "audit_return": audit_return,
            "section": questions[0].section,
            "form": form,
            "boxes": form.boxes(),
        },
    )


@require_POST
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
def save_answer(request, audit_return, question):
    asked = audit_return.question(question)
    if asked is None:
        raise Http404
    form = SectionForm(request.POST, questions=[asked], answers={}, previous={})
    try:
        given = form.given() if form.is_valid() else None
        if given is None:
            words = [error for error, _ in form.error_summary()]
            return JsonResponse({"errors": words}, status=422)
        saved = services.save_answer(
            audit_return, asked, given[asked], by=request.person
        )
    except Refused as refusal:
        return JsonResponse({"refused": refusal.sentence}, status=409)
    if theirs := saved.theirs.get(asked.pk):
        return JsonResponse(
            {
                "theirs": theirs.in_words,
                "by": str(theirs.by),
                "version": theirs.version,
            },
            status=409,
        )
    return JsonResponse(
        {
            "saved": f"{localtime(saved.at):%H:%M}",
            "version": saved.versions.get(asked.pk, 0),
        }
    )


@require_GET
@requires(Permission.SEE_RETURN, on=AuditReturn)
def whole(request, audit_return):
    return render(
        request,
        "audits/returns/whole.html",
        {"audit_return": audit_return, "sections": audit_return.answered_sections()},
    )


def _form(request, audit_return, questions):
    answers, previous = audit_return.answers_of_both_years(questions)
    return SectionForm(
        request.POST if request.method == "POST" else None,
        questions=questions,
        answers=answers,
        previous=previous,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ROUND)
def open_round(request):
    form = OpenRoundForm(
        request.POST or None,
        question_sets=QuestionSet.objects.visible_to(request.person).in_force(),
        on=localdate(),
    )
    if form.is_valid() and form.attempt(
        returns_services.launch_round, by=request.person, on=localdate()
    ):
        invited = inviting.invited_to(form.outcome, on=localdate())
        notices.success(request, f"Round opened: {invited.in_words}")
        return redirect(form.outcome)
    invited = inviting.would_be_invited(on=localdate())
    return render(
        request, "audits/returns/open_round.html", {"form": form, "invited": invited}
    )


@require_GET
@requires(Permission.SEE_ROUND, on=Round)
def round(request, round_):  # noqa: A001 – named after its page
    returns = (
        AuditReturn.objects.visible_to(request.person)
        .filter(round=round_)
        .current()
        .with_contacts(on=localdate())
        .by_school_name()
    )
    on = localdate()
    shown = ReturnFilter(request.GET, queryset=returns, on=on)
    counts = round_.counts()
    may_see_schools = allowed(request.person, Permission.SEE_RETURN, round_)
    return render(
        request,
        "audits/returns/round.html",
        {
            "round": round_,
            "counts": counts,
            "asked": sum(counts.values()),
            "without_contact": returns.without_contact(on=on).count(),
            "may_see_schools": may_see_schools,
            "links": {status: f"?status={status}" for status in counts}
            if may_see_schools
            else {},
            "filter": shown if may_see_schools else None,
            "page": Paginator(shown.qs, PAGE).get_page(request.GET.get("page")),
        },
    )
