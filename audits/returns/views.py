"""The pages of returns and rounds: lists, sections, all answers, opening a round."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audits.questions.models import QuestionSet
from audits.returns import checking, inviting, repeating, services
from audits.returns import services as returns_services
from audits.returns.blank import blank_sections
from audits.returns.filters import ReturnFilter
from audits.returns.forms import ExplainForm, LastYearForm, SectionForm
from audits.returns.models.returns import AuditReturn
from audits.returns.word_writing import return_as_word
from audits.rounds.forms import OpenRoundForm
from audits.rounds.models import Round
from audits.rounds.views import PAGE
from partnership.access import Permission, allowed, requires
from partnership.drawing import word as word_files
from partnership.drawing.pdf import render_pdf
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.pages.addresses import reverse
from partnership.pages.writers import from_writer
from partnership.people import downloads
from partnership.policy import values as policy


@require_GET
@requires(Permission.SEE_RETURN)
def returns(request):
    rows = AuditReturn.objects.visible_to(request.person).current().latest_first()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "audits/returns/returns.html", {"page": page})


@require_GET
@requires(Permission.SEE_RETURN, on=AuditReturn)
def tasks(request, audit_return):
    delegates = audit_return.delegates(on=localdate())
    progress = audit_return.progress().given_to(delegates, request.person)
    return render(
        request,
        "audits/returns/tasks.html",
        {
            "audit_return": audit_return,
            "progress": progress,
            "groups": progress.groups(request.person),
            "signing": audit_return.signing(),
            "comments": audit_return.comments.all(),
            "versions": audit_return.versions(),
            "events": history.of(audit_return)[:20],
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
def section(request, audit_return, letter):
    questions = _questions_of(audit_return, letter)
    if request.method == "GET" and not audit_return.can_be_answered:
        return redirect("audits:whole", pk=audit_return.pk)
    form = _form(request, audit_return, questions)
    if form.is_bound and form.attempt(
        services.save_answers, audit_return, by=request.person
    ):
        return redirect(_after(request, audit_return, form, letter))
    if form.saved and form.saved.versions:
        notices.info(request, "Answers without errors have been saved.")
    boxes, shown = form.boxes(), audit_return.evidence_shown()
    for box in boxes:
        box.evidence = shown.get(box.question.pk, [])
    return render(
        request,
        "audits/returns/section.html",
        {
            "audit_return": audit_return,
            "section": questions[0].section,
            "form": form,
            "boxes": boxes,
            "today": localdate(),
            "may_repeat": any(box.can_repeat for box in boxes),
        },
    )


def _questions_of(audit_return, letter):
    questions = audit_return.questions_of(letter)
    if not questions:
        raise Http404
    return questions


def _form(request, audit_return, questions):
    others = audit_return.decided_by(questions)
    answers, previous = audit_return.answers_of_both_years([*questions, *others])
    return SectionForm(
        request.POST if request.method == "POST" else None,
        questions=questions,
        answers=answers,
        previous=previous,
        elsewhere=audit_return.counted(others, answers),
        facts=audit_return.facts,
        earlier=audit_return.earlier_answers(answers.values()),
        all_questions=audit_return.round.questions,
        on=localdate(),
    )


def _after(request, audit_return, form, letter):
    """The evidence of a question or the same question, where its button asked for
    that; or the next page.
    """
    for question in form.questions:
        if request.POST.get("evidence") == str(question.pk):
            return reverse("audits:evidence", args=[audit_return.pk, question.pk])
    for button in ("same", "more"):
        if (name := request.POST.get(button)) in form.fields:
            here = reverse("audits:section", args=[audit_return.pk, letter])
            return f"{here}#{name}"
    if next_letter := audit_return.section_after(letter):
        return reverse("audits:section", args=[audit_return.pk, next_letter])
    return reverse("audits:check", args=[audit_return.pk])


@require_POST
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
@from_writer
def save_answer(request, audit_return, question):
    asked = audit_return.question(question)
    if asked is None:
        raise Http404
    form = SectionForm(request.POST, questions=[asked], answers={}, on=localdate())
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


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
def last_year(request, audit_return, letter):
    questions = _questions_of(audit_return, letter)
    found = repeating.of_section(audit_return, questions, on=localdate())
    form = LastYearForm(request.POST or None, found=found.still_right)
    if form.is_valid() and form.attempt(
        repeating.confirm,
        audit_return,
        questions,
        by=request.person,
        on=localdate(),
    ):
        count = len(form.outcome.versions)
        words = f"{count} answer{'' if count == 1 else 's'} confirmed"
        notices.success(request, words)
        return redirect("audits:section", pk=audit_return.pk, letter=letter)
    return render(
        request,
        "audits/returns/last_year.html",
        {
            "audit_return": audit_return,
            "section": questions[0].section,
            "form": form,
            "found": found,
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_RETURN, on=AuditReturn)
def explain(request, audit_return, contradiction):
    possible = {one.pk for one in audit_return.possible_contradictions}
    if contradiction not in possible:
        raise Http404
    found = checking.pointed_out(audit_return, contradiction)
    if found is None:
        notices.info(request, "Those answers do not contradict each other any more.")
        return redirect(audit_return)
    form = ExplainForm(request.POST or None, initial={"reason": found.reason})
    if form.is_valid() and form.attempt(
        checking.explain, audit_return, found.contradiction, by=request.person
    ):
        notices.success(request, "Explanation saved")
        return redirect(audit_return)
    return render(
        request,
        "audits/returns/explain.html",
        {"audit_return": audit_return, "found": found, "form": form},
    )


@never_cache
@require_GET
@requires(Permission.SEE_RETURN, on=AuditReturn)
def whole(request, audit_return):
    return render(
        request,
        "audits/returns/whole.html",
        {
            "audit_return": audit_return,
            "sections": audit_return.answered_sections(),
            "today": localdate(),
        },
    )


@require_GET
@requires(Permission.SEE_RETURN, on=AuditReturn)
def word(request, audit_return):
    content = return_as_word(audit_return, author=policy.get("partnership_name"))
    downloads.record(audit_return, f"Return of {audit_return}", by=request.person)
    return _file(audit_return, content, word_files.TYPE, "docx", "attachment")


@require_GET
@requires(Permission.SEE_RETURN, on=AuditReturn)
def blank(request, audit_return):
    questions = audit_return.questions
    content = render_pdf(
        "audits/returns/blank_pdf.html",
        {"audit_return": audit_return, "sections": blank_sections(questions)},
    )
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="safeguarding-audit.pdf"'},
    )


def _file(audit_return, content, content_type, ending, how):
    name = f"safeguarding-audit-{audit_return.receipt_number or audit_return.pk}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'{how}; filename="{name}.{ending}"'},
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
